package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Instant;

/** Watches a version that has taken the other one's place. Used by a run's tasks, one at a time. */
final class FinalAnalysis {
    private final KubernetesRun run;
    private final Change change;
    private final DeploymentJournal journal;

    @CheckForNull
    private AnalysisWatch watch;

    @CheckForNull
    private String passed;

    FinalAnalysis(KubernetesRun run, Change change, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.journal = journal;
    }

    void begin() {
        run.enter(run.state().analysing(run.now().plus(change.analysis().window())));
        journal.log(
                Stage.VERIFY,
                "The rollout is complete; its analysis watches for "
                        + WrittenDuration.inWords(change.analysis().window()));
        run.save();
        go();
    }

    /** Goes on with what was measured so far. */
    void go() {
        Instant end = run.state().deadline();
        AnalysisTargets targets = new AnalysisTargets(change, journal.record());
        watch = run.analysis(end.minus(change.analysis().window()), end, this::take);
        watch.start(targets.alone(), () -> run.seen().orElseThrow().restarts());
    }

    void stop() {
        if (watch != null) {
            watch.stop();
        }
    }

    /** What it says, once it has passed; null until then. */
    @CheckForNull
    String passed() {
        return passed;
    }

    private void take(AnalysisJudge.Verdict verdict) {
        run.save();
        run.waitsFor(verdict.sentence());
        switch (verdict.outcome()) {
            case GO_ON -> {}
            case FAILED -> run.fail(verdict.sentence());
            case PASSED -> {
                passed = verdict.sentence();
                run.look();
            }
        }
    }
}
