package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one scanner did for a report.
 *
 * @param name {@code trivy}, {@code grype} or {@code built-in}
 * @param databaseTime when its vulnerability database was made; null when none was used
 * @param checked what it looked for
 * @param remarks what people should know of how it looked, one sentence each
 */
public record ScannerRun(
        String name,
        @CheckForNull String version,
        @CheckForNull Instant databaseTime,
        List<FindingKind> checked,
        Duration duration,
        List<String> remarks) {
    public ScannerRun {
        checked = checked == null ? List.of() : List.copyOf(checked);
        remarks = remarks == null ? List.of() : List.copyOf(remarks);
    }
}
