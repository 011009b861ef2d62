package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Misconfiguration;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.OperatingSystem;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Secret;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Vulnerability;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Trivy's report in both forms: the object with a {@code SchemaVersion} that versions since 0.20 write, and the bare array of results of schema
 * 1. Writers put what tells of the target first ({@code Metadata} before {@code Results}; {@code Target}, {@code Class} and {@code Type} before what
 * was found).
 */
final class TrivyReportReader {
    private static final int ARRAY_SCHEMA = 1;
    private static final int OBJECT_SCHEMA = 2;
    private static final int MOST_FINDINGS = 20_000;
    private static final int MOST_PACKAGES = 100_000;

    private final ReportReader reader;
    private final List<Finding> findings = new ArrayList<>();
    private final List<SoftwarePackage> packages = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private OperatingSystem system;
    private String schema = "none";
    private Instant serverDatabase;
    private int suppressed;
    private boolean listsPackages;

    TrivyReportReader(ReportReader reader) {
        this.reader = reader;
    }

    TrivyReport read() throws IOException, ScannerFailedException {
        if (reader.isArray()) {
            reader.elements(this::readResult);
        } else {
            reader.fields(this::readReport);
            if (!schema.equals(Integer.toString(ARRAY_SCHEMA)) && !schema.equals(Integer.toString(OBJECT_SCHEMA))) {
                throw new ScannerFailedException(
                        "Trivy's report has a form that is not known (expected schema version %d or %d, found %s)"
                                .formatted(ARRAY_SCHEMA, OBJECT_SCHEMA, schema));
            }
        }
        reader.end();
        remark();
        return new TrivyReport(findings, listsPackages ? packages : null, serverDatabase, remarks);
    }

    private void remark() {
        if (suppressed > 0) {
            remarks.add("Left out by Trivy's own ignore files and not judged: %d".formatted(suppressed));
        }
        if (system != null && Boolean.TRUE.equals(system.unsupported())) {
            remarks.add("%s %s is no longer supported by its makers: advisories for it may be missing"
                    .formatted(FindingFacts.known(system.family()), FindingFacts.known(system.version())));
        }
    }

    private void readReport(String field) throws IOException, ScannerFailedException {
        switch (field) {
            case "SchemaVersion" -> schema = FindingFacts.known(reader.value(String.class));
            case "Trivy" -> reader.fields(this::readProgram);
            case "Metadata" -> reader.fields(this::readMetadata);
            case "Results" -> reader.elements(this::readResult);
            default -> reader.skip();
        }
    }

    private void readProgram(String field) throws IOException, ScannerFailedException {
        if (!field.equals("Server")) {
            reader.skip();
            return;
        }
        reader.fields(server -> {
            if (server.equals("VulnerabilityDB")) {
                reader.fields(this::readDatabase);
            } else {
                reader.skip();
            }
        });
    }

    private void readDatabase(String field) throws IOException {
        if (field.equals("UpdatedAt")) {
            serverDatabase = FindingFacts.time(reader.value(String.class));
        } else {
            reader.skip();
        }
    }

    private void readMetadata(String field) throws IOException {
        if (field.equals("OS")) {
            system = reader.value(OperatingSystem.class);
        } else {
            reader.skip();
        }
    }

    private void readResult() throws IOException, ScannerFailedException {
        ResultReader result = new ResultReader();
        reader.fields(result::read);
        if (result.target == null) {
            throw new ScannerFailedException("Trivy's report has a form that is not known (a result without a target)");
        }
    }

    /** One element of {@code Results}. */
    private final class ResultReader {
        private String target;
        private String resultClass;
        private String type;

        void read(String field) throws IOException, ScannerFailedException {
            switch (field) {
                case "Target" -> target = reader.value(String.class);
                case "Class" -> resultClass = reader.value(String.class);
                case "Type" -> type = reader.value(String.class);
                case "Packages" -> readPackages();
                case "Vulnerabilities" ->
                    reader.elements(Vulnerability.class, found -> add(TrivyFindings.vulnerability(found, file())));
                case "Misconfigurations" ->
                    reader.elements(Misconfiguration.class, found -> {
                        if (TrivyFindings.failed(found)) {
                            add(TrivyFindings.misconfiguration(found, file()));
                        }
                    });
                case "Secrets" -> reader.elements(Secret.class, found -> add(TrivyFindings.secret(found, file())));
                case "ExperimentalModifiedFindings" ->
                    reader.elements(() -> {
                        reader.skip();
                        suppressed++;
                    });
                default -> reader.skip();
            }
        }

        private void readPackages() throws IOException, ScannerFailedException {
            TrivyPackages mapping = new TrivyPackages(OutsideText.clean(type), system, file());
            listsPackages = true;
            reader.elements(TrivyEntries.Package.class, listed -> {
                SoftwarePackage known = mapping.of(listed);
                if (known != null) {
                    packages.add(known);
                }
                if (packages.size() > MOST_PACKAGES) {
                    throw new ScannerFailedException("Trivy listed more than %d packages".formatted(MOST_PACKAGES));
                }
            });
        }

        /** The file that the result is about; null where it is about the packages of an operating system, which are in no one file. */
        private String file() {
            boolean operatingSystem =
                    "os-pkgs".equals(resultClass) || resultClass == null && TrivyPackages.isOperatingSystem(type);
            return operatingSystem ? null : target;
        }

        private void add(Finding finding) throws ScannerFailedException {
            findings.add(finding);
            if (findings.size() > MOST_FINDINGS) {
                throw new ScannerFailedException(
                        "Trivy reported more than %d findings, too many to be judged".formatted(MOST_FINDINGS));
            }
        }
    }
}
