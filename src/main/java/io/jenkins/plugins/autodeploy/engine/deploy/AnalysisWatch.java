package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisTarget;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measurement;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measuring;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Metric;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Restarts;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Sampling;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Takes rounds of samples of a deployment until its analysis has passed or failed. What it knows is in the deployment's record: another process goes on with the samples that were
 * kept. Used by one thread at a time.
 */
public final class AnalysisWatch {
    /** No round takes longer than this. */
    public static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

    private final Analysis analysis;
    private final Instant begun;
    private final Instant end;
    private final DeploymentJournal journal;
    private final Timers timers;
    private final InstantSource clock;
    private final Executor tasks;
    private final Consumer<AnalysisJudge.Verdict> judged;
    private final Measuring measuring;

    /** Whether samples that still come are of no use. */
    private boolean stopped;

    /**
     * @param begun when the window began: it passes with no fewer than one round since then
     * @param end of the window
     * @param tasks where the run's tasks go, one at a time
     * @param judged told after each round, and once at the start if it is decided by then
     */
    AnalysisWatch(
            Analysis analysis,
            Instant begun,
            Instant end,
            DeploymentJournal journal,
            Timers timers,
            InstantSource clock,
            Executor tasks,
            Measuring measuring,
            Consumer<AnalysisJudge.Verdict> judged) {
        this.analysis = analysis;
        this.begun = begun;
        this.end = end;
        this.journal = journal;
        this.timers = timers;
        this.clock = clock;
        this.tasks = tasks;
        this.measuring = measuring;
        this.judged = judged;
    }

    /**
     * Begins, or goes on with what is in the record.
     *
     * @param restarts asked at each round
     */
    public void start(AnalysisTarget target, Restarts restarts) {
        AnalysisJudge.Verdict verdict = decide();
        if (verdict.outcome() == AnalysisJudge.Outcome.FAILED
                || verdict.outcome() == AnalysisJudge.Outcome.PASSED && isMeasured()) {
            judged.accept(verdict);
        } else {
            round(target, restarts);
        }
    }

    /** What an earlier window of the same deployment measured says nothing about this one. */
    private boolean isMeasured() {
        return journal.record().analysis().stream()
                .anyMatch(sample -> !sample.time().isBefore(begun));
    }

    /** Takes no more samples. */
    public void stop() {
        stopped = true;
    }

    private void round(AnalysisTarget target, Restarts restarts) {
        if (stopped) {
            return;
        }
        List<CompletableFuture<Measurement>> round = new ArrayList<>();
        Sampling sampling = new Sampling(measuring, target.at(journal.record()), restarts);
        for (Metric metric : analysis.metrics()) {
            round.add(sampling.of(metric));
        }
        CompletableFuture.allOf(round.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> tasks.execute(() -> take(round, target, restarts)));
    }

    private void take(List<CompletableFuture<Measurement>> round, AnalysisTarget target, Restarts restarts) {
        if (stopped) {
            return;
        }
        Instant now = clock.instant();
        List<AnalysisSample> samples = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            samples.add(
                    AnalysisJudge.sample(analysis.metrics().get(i), round.get(i).join(), analysis.noData(), now));
        }
        journal.samples(Stage.VERIFY, samples);
        AnalysisJudge.Verdict verdict = decide();
        if (verdict.outcome() == AnalysisJudge.Outcome.GO_ON) {
            timers.samples(pause(now), () -> round(target, restarts));
        }
        judged.accept(verdict);
    }

    /** The last round is at the end of the window. */
    private Duration pause(Instant now) {
        Duration left = Duration.between(now, end);
        return left.compareTo(analysis.interval()) < 0 ? left : analysis.interval();
    }

    private AnalysisJudge.Verdict decide() {
        return AnalysisJudge.decide(analysis, journal.record().analysis(), end, clock.instant());
    }
}
