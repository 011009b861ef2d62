package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.Map;

/**
 * When a gate fails.
 *
 * @param failOn the lowest severity that fails; null for never
 * @param ignoreUnfixed whether a vulnerable package without a fixed version does not count; faults and secrets, which have no versions, always do
 * @param newOnly whether only what the baseline does not have counts
 * @param maxAge how old a vulnerability database may be; null for any age
 * @param thresholds how many findings of a severity, by its name, are too many when exceeded
 */
public record ScanPolicy(
        @CheckForNull Severity failOn,
        boolean ignoreUnfixed,
        boolean newOnly,
        @CheckForNull Duration maxAge,
        Map<String, Integer> thresholds) {
    public ScanPolicy {
        thresholds = thresholds == null ? Map.of() : Map.copyOf(thresholds);
    }

    /** Whether a finding does not count because nothing can be done about it yet. */
    public boolean ignores(Finding finding) {
        return ignoreUnfixed && finding.kind() == FindingKind.VULNERABILITY && finding.fixed() == null;
    }
}
