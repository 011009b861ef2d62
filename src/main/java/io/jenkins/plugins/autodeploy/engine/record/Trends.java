package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Counts deployments by day. */
final class Trends {
    private record Outcome(LocalDate day, DeploymentStatus status, boolean rolledBack, long seconds) {}

    private Trends() {}

    /**
     * @param runs in any order
     * @param last the newest day to show
     * @param days how many days to show
     */
    static Trend of(Collection<RunSummary> runs, LocalDate last, int days) {
        LocalDate first = last.minusDays(days - 1L);
        List<Outcome> outcomes = runs.stream()
                .flatMap(run -> run.deployments().stream()
                        .filter(deployment -> deployment.status().isFinal() && deployment.ended() != null)
                        .map(deployment -> outcome(run, deployment)))
                .filter(outcome ->
                        !outcome.day().isBefore(first) && !outcome.day().isAfter(last))
                .toList();
        var byDay = outcomes.stream().collect(Collectors.groupingBy(Outcome::day));
        List<Trend.Day> shown = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            shown.add(day(day, byDay.getOrDefault(day, List.of())));
        }
        return new Trend(shown, day(null, outcomes), runs.size());
    }

    private static Outcome outcome(RunSummary run, Deployment deployment) {
        return new Outcome(
                LocalDate.ofInstant(deployment.ended(), ZoneOffset.UTC),
                deployment.status(),
                deployment.rolledBack() || deployment.status() == DeploymentStatus.ROLLED_BACK,
                Math.max(0, Duration.between(run.started(), deployment.ended()).toSeconds()));
    }

    private static Trend.Day day(@CheckForNull LocalDate date, List<Outcome> outcomes) {
        int all = outcomes.size();
        int rolledBack = (int) outcomes.stream().filter(Outcome::rolledBack).count();
        List<Long> seconds = outcomes.stream()
                .filter(outcome -> outcome.status() == DeploymentStatus.SUCCEEDED && !outcome.rolledBack())
                .map(Outcome::seconds)
                .sorted()
                .toList();
        int succeeded = seconds.size();
        return new Trend.Day(
                date,
                all,
                succeeded,
                all - succeeded,
                rolledBack,
                all == 0 ? null : (double) succeeded / all,
                all == 0 ? null : (double) rolledBack / all,
                seconds.isEmpty() ? null : seconds.get(succeeded / 2));
    }
}
