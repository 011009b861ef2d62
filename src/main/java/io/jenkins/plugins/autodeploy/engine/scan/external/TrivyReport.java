package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What Trivy's JSON report says.
 *
 * @param packages what the target is made of; null when the report lists none
 * @param serverDatabase when the vulnerability database of the server was made; null without a server, and for versions before 0.70, whose reports do not tell
 * @param remarks what people should know of it, one sentence each
 */
record TrivyReport(
        List<Finding> findings,
        @CheckForNull List<SoftwarePackage> packages,
        @CheckForNull Instant serverDatabase,
        List<String> remarks) {
    /** @throws ScannerFailedException when it is not a report that can be understood whole */
    static TrivyReport of(byte[] json) throws ScannerFailedException {
        try (ReportReader reader = ReportReader.of(json)) {
            return new TrivyReportReader(reader).read();
        } catch (IOException e) {
            throw new ScannerFailedException("Trivy's report cannot be read (it is not the JSON that it should be)", e);
        }
    }
}
