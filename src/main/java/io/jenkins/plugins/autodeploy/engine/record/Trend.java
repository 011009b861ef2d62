package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.LocalDate;
import java.util.List;

/**
 * How deployments went, day by day in UTC, the oldest day first; days without one are there too.
 *
 * @param runsCounted how many runs were looked at; the newest ones when there are very many
 */
public record Trend(List<Day> days, Day overall, int runsCounted) {
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
