package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Counts deployments by day, and lists what scans found. */
final class Trends {
    private static final int MOST_SCANS = 50;

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
                .filter(outcome -> isWithin(outcome.day(), first, last))
                .toList();
        var byDay = outcomes.stream().collect(Collectors.groupingBy(Outcome::day));
        List<Trend.Day> shown = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            shown.add(day(day, byDay.getOrDefault(day, List.of())));
        }
        return new Trend(shown, day(null, outcomes), runs.size(), scans(runs, first, last));
    }

    private static List<Trend.Scan> scans(Collection<RunSummary> runs, LocalDate first, LocalDate last) {
        List<Trend.Scan> newestFirst = runs.stream()
                .filter(run -> run.scan() != null)
                .filter(run -> isWithin(LocalDate.ofInstant(run.started(), ZoneOffset.UTC), first, last))
                .sorted(Comparator.comparingInt(RunSummary::number).reversed())
                .limit(MOST_SCANS)
                .map(run -> scan(run, run.scan()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static boolean isWithin(LocalDate day, LocalDate first, LocalDate last) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    private static Trend.Scan scan(RunSummary run, ScanVerdict scan) {
        return new Trend.Scan(
                run.number(),
                run.name(),
                scan.number(),
                run.started(),
                scan.passed(),
                scan.counts(),
                scan.fixable(),
                scan.newFindings());
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
