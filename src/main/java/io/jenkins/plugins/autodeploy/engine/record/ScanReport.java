package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a security scan found and whether it passes.
 *
 * @param target the image reference or directory
 * @param scanner {@code trivy} or {@code built-in}; what was asked for when it gave no result
 * @param databaseTime when the vulnerability database was made; null when none was used
 * @param vulnerabilitiesChecked false when no vulnerability database was used
 * @param counts number of findings that count, by severity name
 * @param passed the verdict
 * @param reasons why it does not pass, one sentence each; empty when it passes
 */
public record ScanReport(
        String target,
        String scanner,
        @CheckForNull String scannerVersion,
        @CheckForNull Instant databaseTime,
        boolean vulnerabilitiesChecked,
        List<Finding> findings,
        List<AcceptedFinding> accepted,
        Map<String, Integer> counts,
        boolean passed,
        List<String> reasons,
        Instant scannedAt) {
    public ScanReport {
        findings = findings == null ? List.of() : List.copyOf(findings);
        accepted = accepted == null ? List.of() : List.copyOf(accepted);
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
