package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a security scan found and whether it passes.
 *
 * @param target the image reference or directory
 * @param environment for which it was judged; null for none
 * @param scanner names of the scanners that looked, joined by {@code ", "}; what was asked for when none gave a result
 * @param scannerVersion of the first of them
 * @param databaseTime when the oldest vulnerability database that was used was made; null when none was used
 * @param vulnerabilitiesChecked false when no vulnerability database was used
 * @param scanners what each scanner did
 * @param findings all, the worst first
 * @param accepted findings that do not count because somebody decided so
 * @param counts number of findings that count, by severity name
 * @param fixable how many of those have a version to upgrade to
 * @param newFindings how many of those the baseline does not have, or count again after they were accepted for a time; null when there was nothing to compare with
 * @param newAt positions of these in {@code findings}
 * @param baseline what it was compared with, in words; null for nothing
 * @param policy by which it was judged; null when it did not come to that
 * @param packages how many packages were seen; null when no scanner told
 * @param passed the verdict
 * @param reasons why it does not pass, one sentence each; empty when it passes
 * @param remarks what does not fail the gate but should be known, one sentence each
 */
public record ScanReport(
        String target,
        @CheckForNull String environment,
        String scanner,
        @CheckForNull String scannerVersion,
        @CheckForNull Instant databaseTime,
        boolean vulnerabilitiesChecked,
        List<ScannerRun> scanners,
        List<Finding> findings,
        List<AcceptedFinding> accepted,
        Map<String, Integer> counts,
        int fixable,
        @CheckForNull Integer newFindings,
        List<Integer> newAt,
        @CheckForNull String baseline,
        @CheckForNull ScanPolicy policy,
        @CheckForNull Integer packages,
        boolean passed,
        List<String> reasons,
        List<String> remarks,
        Instant scannedAt) {
    public ScanReport {
        scanners = scanners == null ? List.of() : List.copyOf(scanners);
        findings = findings == null ? List.of() : List.copyOf(findings);
        accepted = accepted == null ? List.of() : List.copyOf(accepted);
        // Their order stays: the worst first.
        counts = counts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        newAt = newAt == null ? List.of() : List.copyOf(newAt);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        remarks = remarks == null ? List.of() : List.copyOf(remarks);
    }

    /** The findings that count, in their order: neither accepted nor left out by the policy. */
    public List<Finding> counting() {
        Map<Finding, Integer> decided = new HashMap<>();
        accepted.forEach(one -> decided.merge(one.finding(), 1, Integer::sum));
        Set<Integer> isNew = new HashSet<>(newAt);
        List<Finding> counting = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            boolean isAccepted = decided.merge(finding, -1, Integer::sum) >= 0;
            if (!isAccepted && countsByPolicy(finding, isNew.contains(i))) {
                counting.add(finding);
            }
        }
        return counting;
    }

    private boolean countsByPolicy(Finding finding, boolean isNew) {
        if (policy == null) {
            return true;
        }
        return !policy.ignores(finding) && (!policy.newOnly() || newFindings == null || isNew);
    }

    /** Without the findings themselves: what is kept where a file of its own has them. */
    public ScanReport brief() {
        return new ScanReport(
                target,
                environment,
                scanner,
                scannerVersion,
                databaseTime,
                vulnerabilitiesChecked,
                scanners,
                List.of(),
                List.of(),
                counts,
                fixable,
                newFindings,
                List.of(),
                baseline,
                policy,
                packages,
                passed,
                reasons,
                remarks,
                scannedAt);
    }
}
