package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How deployments went, day by day in UTC, the oldest day first; days without one are there too.
 *
 * @param runsCounted how many runs were looked at; the newest ones when there are very many
 * @param scans the runs of these days that scanned, the oldest first; the newest fifty when there are more
 */
public record Trend(List<Day> days, Day overall, int runsCounted, List<Scan> scans) {
    /**
     * What the last scan of a run found.
     *
     * @param name of the run, as people call it
     * @param scan which scan of the run it is, from 1; 0 where a version before 1.1 wrote it
     * @param counts number of findings that count, by severity name
     * @param fixable how many of those have a version to upgrade to
     * @param newFindings how many of those the baseline does not have; null when there was nothing to compare with
     */
    public record Scan(
            int run,
            String name,
            int scan,
            Instant started,
            boolean passed,
            Map<String, Integer> counts,
            int fixable,
            @CheckForNull Integer newFindings) {}

    /**
     * One day's deployments that are over.
     *
     * @param date null for all days together
     * @param medianSeconds from the start of the run until its deployment had succeeded; null when none did
     * @param successRate 0 to 1; null when there was no deployment
     * @param rollbackRate 0 to 1; null when there was no deployment
     */
    public record Day(
            @CheckForNull LocalDate date,
            int deployments,
            int succeeded,
            int failed,
            int rolledBack,
            @CheckForNull Double successRate,
            @CheckForNull Double rollbackRate,
            @CheckForNull Long medianSeconds) {}
}
