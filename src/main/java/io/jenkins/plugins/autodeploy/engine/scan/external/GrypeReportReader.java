package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Match;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Grype's report. What it tells of its database stood in {@code descriptor.db} itself until version 0.87, and stands in {@code
 * descriptor.db.status} since.
 */
final class GrypeReportReader {
    private static final int MOST_FINDINGS = 20_000;

    private final ReportReader reader;
    private final List<Finding> findings = new ArrayList<>();
    private Instant database;
    private String fault;
    private boolean matches;
    private int suppressed;

    GrypeReportReader(ReportReader reader) {
        this.reader = reader;
    }

    GrypeReport read() throws IOException, ScannerFailedException {
        reader.fields(this::readReport);
        reader.end();
        if (!matches) {
            throw new ScannerFailedException("Grype's report has a form that is not known (it has no matches)");
        }
        if (fault != null) {
            throw new ScannerFailedException.NoDatabase(
                    "Grype's vulnerability database is not valid (%s): renew it by grype db update".formatted(fault));
        }
        List<String> remarks = suppressed == 0
                ? List.of()
                : List.of("Left out by Grype's own rules and not judged: %d".formatted(suppressed));
        return new GrypeReport(findings, database, remarks);
    }

    private void readReport(String field) throws IOException, ScannerFailedException {
        switch (field) {
            case "matches" -> {
                matches = reader.isArray();
                reader.elements(Match.class, this::add);
            }
            case "ignoredMatches" ->
                reader.elements(() -> {
                    reader.skip();
                    suppressed++;
                });
            case "descriptor" -> reader.fields(this::readDescriptor);
            default -> reader.skip();
        }
    }

    private void readDescriptor(String field) throws IOException, ScannerFailedException {
        if (field.equals("db")) {
            reader.fields(this::readDatabase);
        } else {
            reader.skip();
        }
    }

    private void readDatabase(String field) throws IOException, ScannerFailedException {
        switch (field) {
            case "status" -> reader.fields(this::readDatabase);
            case "built" -> database = FindingFacts.time(reader.value(String.class));
            case "valid" -> {
                if (Boolean.FALSE.equals(reader.value(Boolean.class)) && fault == null) {
                    fault = "it says so itself";
                }
            }
            case "error" -> {
                // Until 0.87 an error was an object without fields.
                JsonNode error = reader.value(JsonNode.class);
                if (error != null && error.isTextual() && !error.textValue().isBlank()) {
                    fault = FindingFacts.known(error.textValue());
                } else if (error != null && error.isObject()) {
                    fault = "it says so itself";
                }
            }
            default -> reader.skip();
        }
    }

    private void add(Match match) throws ScannerFailedException {
        if (match.vulnerability() == null || match.artifact() == null) {
            throw new ScannerFailedException(
                    "Grype's report has a form that is not known (a match without a vulnerability or an artifact)");
        }
        findings.add(GrypeFindings.finding(match));
        if (findings.size() > MOST_FINDINGS) {
            throw new ScannerFailedException(
                    "Grype reported more than %d findings, too many to be judged".formatted(MOST_FINDINGS));
        }
    }
}
