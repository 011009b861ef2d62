package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a scanner found, before any judgement.
 *
 * @param version of the scanner; null when it does not tell
 * @param databaseTime when its vulnerability database was made; null when unknown or none was used
 * @param checked what it really looked for; without {@link FindingKind#VULNERABILITY} where it had nothing to look them up in
 * @param findings text in them is clean ({@link io.jenkins.plugins.autodeploy.engine.parse.OutsideText})
 * @param packages what the target is made of; null when the scanner does not tell
 * @param remarks what people should know of how it looked, one sentence each
 */
public record ScanResult(
        @CheckForNull String version,
        @CheckForNull Instant databaseTime,
        Set<FindingKind> checked,
        List<Finding> findings,
        @CheckForNull List<SoftwarePackage> packages,
        List<String> remarks) {
    public ScanResult {
        checked = Set.copyOf(checked);
        findings = List.copyOf(findings);
        packages = packages == null ? null : List.copyOf(packages);
        remarks = List.copyOf(remarks);
    }
}
