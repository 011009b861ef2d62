package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;

/** The file that a scanner writes its report to. Not its standard output: that comes in lines, and warnings get into it. */
record ReportFile(ExternalScanner scanner, TemporaryDirectory directory) {
    private static final String NAME = "report.json";
    private static final int LARGEST = 64 << 20;

    /** Absolute, as the scanner names it. */
    String path() {
        return directory.path() + "/" + NAME;
    }

    /** @throws ScannerFailedException when there is none, or too much of it */
    byte[] read() throws ScannerFailedException, InterruptedException {
        try {
            return directory.read(NAME, LARGEST);
        } catch (IOException e) {
            throw new ScannerFailedException(
                    "%s gave no report that can be read, or one of more than %d MB: %s"
                            .formatted(scanner.title(), LARGEST >> 20, e.getMessage()),
                    e);
        }
    }
}
