package io.jenkins.plugins.autodeploy.engine.scan.document;

import io.jenkins.plugins.autodeploy.engine.record.ScanReport;

/** A report as SARIF 2.1.0. */
public final class SarifDocument {
    private SarifDocument() {}

    public static ScanDocument of(ScanReport report) {
        throw new UnsupportedOperationException(report.target());
    }
}
