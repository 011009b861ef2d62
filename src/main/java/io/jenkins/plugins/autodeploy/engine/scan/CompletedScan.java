package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.util.List;

/**
 * What came of a scan.
 *
 * @param documents to be kept with the run: always the report, and SARIF and SBOM where a scanner gave a result
 */
public record CompletedScan(ScanReport report, List<ScanDocument> documents) {
    public CompletedScan {
        documents = List.copyOf(documents);
    }
}
