package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to scan, with what, and when the gate fails.
 *
 * @param scanner {@code auto}, or names of scanners joined by commas: {@code trivy, built-in}
 * @param checks what to look for
 * @param exclude globs of files below the target's directory that are not looked at
 * @param sbom file in the workspace to write the CycloneDX document to as well; null for none
 * @param sarif file in the workspace to write the SARIF document to as well; null for none
 */
public record ScanRequest(
        ScanTarget target,
        String scanner,
        Set<FindingKind> checks,
        List<String> exclude,
        ScannerOptions options,
        PolicyRequest policy,
        @CheckForNull String sbom,
        @CheckForNull String sarif,
        Duration timeout) {
    public ScanRequest {
        checks = Set.copyOf(checks);
        exclude = List.copyOf(exclude);
    }
}
