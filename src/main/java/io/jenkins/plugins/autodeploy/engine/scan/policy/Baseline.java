package io.jenkins.plugins.autodeploy.engine.scan.policy;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found before. A finding is known when an earlier one had the same key; lines and versions are not part of it, since both change without anything
 * new being wrong. Where a file has several of a kind, as many are known as there were.
 *
 * @param name what it is, in words: {@code run 12}
 * @param findings how many there were of each, by {@link #key}
 */
public record Baseline(String name, Map<String, Integer> findings) {
    public Baseline {
        findings = Map.copyOf(findings);
    }

    /** What makes two findings of different scans the same. */
    public static String key(Finding finding) {
        String place = finding.location() == null ? "" : finding.location().replaceFirst(":\\d+$", "");
        boolean inPackage = finding.kind() == FindingKind.VULNERABILITY || finding.packageName() != null;
        return String.join("|", finding.id(), inPackage ? String.valueOf(finding.packageName()) : "", place);
    }

    /** How many there are of each key in a report, but for what was accepted: should that end, it counts. */
    public static Map<String, Integer> of(ScanReport report) {
        Map<String, Integer> counts = count(report.findings());
        report.accepted().forEach(accepted -> counts.merge(key(accepted.finding()), -1, Integer::sum));
        counts.values().removeIf(left -> left <= 0);
        return counts;
    }

    /** How many there are of each key. */
    static Map<String, Integer> count(Collection<Finding> findings) {
        Map<String, Integer> counts = new HashMap<>();
        findings.forEach(finding -> counts.merge(key(finding), 1, Integer::sum));
        return counts;
    }

    /** Which of these are new, by their positions. */
    List<Integer> unknown(List<Finding> found) {
        Map<String, Integer> known = new HashMap<>(findings);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int left = known.merge(key(found.get(i)), -1, Integer::sum);
            if (left < 0) {
                positions.add(i);
            }
        }
        return positions;
    }
}
