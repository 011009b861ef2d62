package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What Grype's JSON report says.
 *
 * @param database when the vulnerability database was made that it used; null when it does not tell
 * @param remarks what people should know of it, one sentence each
 */
record GrypeReport(List<Finding> findings, @CheckForNull Instant database, List<String> remarks) {
    /** @throws ScannerFailedException when it is not a report that can be understood whole, or was made without a database that is valid */
    static GrypeReport of(byte[] json) throws ScannerFailedException {
        try (ReportReader reader = ReportReader.of(json)) {
            return new GrypeReportReader(reader).read();
        } catch (IOException e) {
            throw new ScannerFailedException("Grype's report cannot be read (it is not the JSON that it should be)", e);
        }
    }
}
