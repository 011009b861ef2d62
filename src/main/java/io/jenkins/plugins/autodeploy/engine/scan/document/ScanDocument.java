package io.jenkins.plugins.autodeploy.engine.scan.document;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.nio.charset.StandardCharsets;

/**
 * A file that a scan leaves.
 *
 * @param name {@code report.json}, {@code report.sarif} or {@code sbom.cdx.json}
 * @param content UTF-8
 */
public record ScanDocument(String name, byte[] content) {
    /** The report itself. */
    public static final String REPORT = "report.json";
    /** SARIF 2.1.0. */
    public static final String SARIF = "report.sarif";
    /** CycloneDX 1.6. */
    public static final String SBOM = "sbom.cdx.json";

    /** The report as this program reads it again. */
    public static ScanDocument of(ScanReport report) {
        return new ScanDocument(REPORT, Json.write(report).getBytes(StandardCharsets.UTF_8));
    }
}
