package io.jenkins.plugins.autodeploy.engine.scan.document;

import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.List;

/** What a target is made of and which vulnerabilities that has, as CycloneDX 1.6. */
public final class CycloneDxDocument {
    private CycloneDxDocument() {}

    public static ScanDocument of(ScanReport report, List<SoftwarePackage> packages) {
        throw new UnsupportedOperationException(report.target() + packages.size());
    }
}
