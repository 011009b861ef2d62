package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link ScanReport} without its findings: what a history shows of it.
 *
 * @param number which scan of its run, from 1; 0 in what versions before 1.1 wrote
 * @param counts number of findings that count, by severity name
 * @param fixable how many of those have a version to upgrade to
 * @param newFindings how many of those the baseline does not have; null when there was nothing to compare with
 * @param reasons why it did not pass; the first ten, and how many there are beyond them
 */
public record ScanVerdict(
        int number,
        String target,
        String scanner,
        boolean vulnerabilitiesChecked,
        Map<String, Integer> counts,
        int fixable,
        @CheckForNull Integer newFindings,
        boolean passed,
        List<String> reasons) {
    private static final int MOST_REASONS = 10;

    public ScanVerdict {
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /** @param number which scan of its run, from 1 */
    public static ScanVerdict of(ScanReport report, int number) {
        return new ScanVerdict(
                number,
                report.target(),
                report.scanner(),
                report.vulnerabilitiesChecked(),
                report.counts(),
                report.fixable(),
                report.newFindings(),
                report.passed(),
                firstOf(report.reasons()));
    }

    private static List<String> firstOf(List<String> reasons) {
        if (reasons.size() <= MOST_REASONS) {
            return reasons;
        }
        List<String> first = new ArrayList<>(reasons.subList(0, MOST_REASONS));
        first.add("And %d more reasons".formatted(reasons.size() - MOST_REASONS));
        return first;
    }
}
