package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.Duration;

/**
 * What to scan and when the gate fails.
 *
 * @param image image reference, or null to scan {@code directory}
 * @param directory relative to the workspace's root
 * @param scanner {@code auto}, {@code trivy} or {@code built-in}
 * @param failOn the lowest severity that fails the gate; null for never
 * @param ignoreUnfixed whether findings without a fixed version do not count
 * @param acceptFile accepted findings, relative to the workspace's root; need not exist
 */
public record ScanRequest(
        @CheckForNull String image,
        String directory,
        String scanner,
        @CheckForNull Severity failOn,
        boolean ignoreUnfixed,
        String acceptFile,
        Duration timeout) {}
