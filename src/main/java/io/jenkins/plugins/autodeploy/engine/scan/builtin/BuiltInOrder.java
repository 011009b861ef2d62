package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the built-in checks shall look at.
 *
 * @param image what to look at, or null to look at {@code directory}
 * @param directory relative to the workspace's root
 * @param exclude globs of files below {@code directory} that are not looked at
 * @param advisories as in {@link io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions#advisories}
 * @param npmAudit whether the npm registry's audit endpoint may be asked
 * @param timeout after which files are no longer looked at, and the scan fails
 */
public record BuiltInOrder(
        @CheckForNull SavedImage image,
        String directory,
        List<String> exclude,
        Set<FindingKind> wanted,
        @CheckForNull String advisories,
        boolean npmAudit,
        Duration timeout)
        implements Serializable {
    public BuiltInOrder {
        exclude = List.copyOf(exclude);
        wanted = Set.copyOf(wanted);
    }
}
