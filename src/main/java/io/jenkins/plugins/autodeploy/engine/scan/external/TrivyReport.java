package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of Trivy's JSON report (schema version 2) that findings are made of; what else it holds is skipped while reading. */
record TrivyReport(
        @JsonProperty("SchemaVersion") Integer schemaVersion,
        @JsonProperty("Results") List<Result> results) {
    private static final int SCHEMA = 2;
    private static final int MOST_FINDINGS = 20_000;

    record Result(
            @JsonProperty("Target") String target,
            @JsonProperty("Vulnerabilities") List<Vulnerability> vulnerabilities,
            @JsonProperty("Misconfigurations") List<Misconfiguration> misconfigurations,
            @JsonProperty("Secrets") List<Secret> secrets) {}

    record Vulnerability(
            @JsonProperty("VulnerabilityID") String id,
            @JsonProperty("PkgName") String packageName,
            @JsonProperty("InstalledVersion") String installed,
            @JsonProperty("FixedVersion") String fixed,
            @JsonProperty("Severity") String severity,
            @JsonProperty("Title") String title,
            @JsonProperty("PrimaryURL") String link) {}

    record Misconfiguration(
            @JsonProperty("ID") String id,
            @JsonProperty("Title") String title,
            @JsonProperty("Message") String message,
            @JsonProperty("Resolution") String resolution,
            @JsonProperty("Severity") String severity,
            @JsonProperty("PrimaryURL") String link,
            @JsonProperty("Status") String status,
            @JsonProperty("CauseMetadata") Cause cause) {}

    record Cause(@JsonProperty("StartLine") Integer startLine) {}

    record Secret(
            @JsonProperty("RuleID") String id,
            @JsonProperty("Title") String title,
            @JsonProperty("Severity") String severity,
            @JsonProperty("StartLine") Integer startLine) {}

    /** @throws ScannerFailedException when it is not a report that can be understood whole */
    static List<Finding> findings(String json) throws ScannerFailedException {
        TrivyReport report;
        try {
            report = Json.read(json, TrivyReport.class);
        } catch (JsonProcessingException e) {
            throw new ScannerFailedException("Trivy's report cannot be read (it is not the JSON that it should be)", e);
        }
        if (report == null || report.schemaVersion() == null || report.schemaVersion() != SCHEMA) {
            throw new ScannerFailedException(
                    "Trivy's report has a form that is not known (expected schema version %d, found %s)"
                            .formatted(SCHEMA, report == null ? "nothing" : report.schemaVersion()));
        }
        List<Finding> findings = new ArrayList<>();
        for (Result result : orEmpty(report.results())) {
            String target = OutsideText.clean(result.target());
            orEmpty(result.vulnerabilities()).forEach(found -> findings.add(vulnerability(found, target)));
            orEmpty(result.misconfigurations()).stream()
                    .filter(found -> !"PASS".equals(found.status()) && !"EXCEPTION".equals(found.status()))
                    .forEach(found -> findings.add(misconfiguration(found, target)));
            orEmpty(result.secrets()).forEach(found -> findings.add(secret(found, target)));
            if (findings.size() > MOST_FINDINGS) {
                throw new ScannerFailedException(
                        "Trivy reported more than %d findings, too many to be judged".formatted(MOST_FINDINGS));
            }
        }
        return findings;
    }

    private static Finding vulnerability(Vulnerability found, String target) {
        String name = OutsideText.clean(found.packageName());
        return Finding.of(
                        FindingKind.VULNERABILITY,
                        id(found.id()),
                        severity(found.severity()),
                        title(found.title(), found.id()))
                .withPackage(
                        name == null ? "unknown" : name,
                        null,
                        OutsideText.clean(found.installed()),
                        OutsideText.clean(found.fixed()))
                .withText(null, link(found.link()))
                .withLocation(target);
    }

    private static Finding misconfiguration(Misconfiguration found, String target) {
        String what = found.message() == null ? found.title() : found.message();
        String title = found.resolution() == null ? what : what + ": " + found.resolution();
        Integer line = found.cause() == null ? null : found.cause().startLine();
        return Finding.of(
                        FindingKind.MISCONFIGURATION,
                        id(found.id()),
                        severity(found.severity()),
                        title(title, found.id()))
                .withText(null, link(found.link()))
                .withLocation(location(target, line));
    }

    private static Finding secret(Secret found, String target) {
        return Finding.of(
                        FindingKind.SECRET,
                        id(found.id()),
                        severity(found.severity()),
                        title(found.title(), found.id()))
                .withLocation(location(target, found.startLine()));
    }

    private static String id(@CheckForNull String id) {
        String clean = OutsideText.clean(id);
        return clean == null ? "unknown" : clean;
    }

    private static String title(@CheckForNull String title, @CheckForNull String id) {
        String clean = OutsideText.clean(title);
        return clean == null ? id(id) : clean;
    }

    /** Only addresses that a page may link to. */
    @CheckForNull
    private static String link(@CheckForNull String link) {
        String clean = OutsideText.clean(link);
        return clean != null && clean.matches("https?://\\S+") ? clean : null;
    }

    private static String location(String target, @CheckForNull Integer line) {
        return line == null || line <= 0 ? target : target + ":" + line;
    }

    private static Severity severity(@CheckForNull String name) {
        try {
            return name == null ? Severity.UNKNOWN : Severity.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Severity.UNKNOWN;
        }
    }

    private static <T> List<T> orEmpty(@CheckForNull List<T> list) {
        return list == null
                ? List.of()
                : list.stream().filter(item -> item != null).toList();
    }
}
