package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What {@link BuiltInScan} found.
 *
 * @param failure why the rest cannot be trusted, one sentence; null when it can
 * @param vulnerabilitiesChecked whether there were advisories to look packages up in
 * @param databaseTime when the advisories were made; null when there were none
 */
public record BuiltInResult(
        @CheckForNull String failure,
        List<Finding> findings,
        List<SoftwarePackage> packages,
        boolean vulnerabilitiesChecked,
        @CheckForNull Instant databaseTime,
        List<String> remarks)
        implements Serializable {
    public BuiltInResult {
        findings = List.copyOf(findings);
        packages = List.copyOf(packages);
        remarks = List.copyOf(remarks);
    }

    static BuiltInResult failed(String reason) {
        return new BuiltInResult(reason, List.of(), List.of(), false, null, List.of());
    }
}
