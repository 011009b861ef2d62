package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.Timers;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.SecondObjects;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.SecondWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.TrafficRouter;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.TrialStep;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.OpenedWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.TrafficShare;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Tries a version in a second workload beside the first, step by step, until it may be promoted into the first; and removes what was made for that. Each act can be done again
 * after a restart, whatever of it was done before. Used by a run's tasks, one at a time.
 */
final class GradualRollout {
    private static final int WHOLE = 100;

    private final KubernetesRun run;
    private final Change change;
    private final ClusterApi cluster;
    private final DeploymentJournal journal;
    private final Timers timers;
    private RolloutJudge judge;

    @CheckForNull
    private OpenedWatch watch;

    @CheckForNull
    private AnalysisWatch analysis;

    /** Whether the present step has been watched for long enough, and passed. */
    private boolean held;

    GradualRollout(KubernetesRun run, Change change, ClusterApi cluster, DeploymentJournal journal, Timers timers) {
        this.run = run;
        this.change = change;
        this.cluster = cluster;
        this.journal = journal;
        this.timers = timers;
        this.judge = new RolloutJudge(change);
    }

    /** Goes on from where the state is, once the proposal is known. */
    void goOn() {
        switch (run.state().phase()) {
            case PREPARING -> prepare();
            case SHIFTING -> shift();
            default -> open(this::hold);
        }
    }

    private void prepare() {
        run.waitsFor("the cluster to take the objects");
        run.attempt(
                () -> {
                    for (Manifest manifest : run.proposal().others()) {
                        if (run.isGoingDown()) {
                            return;
                        }
                        run.save();
                        cluster.apply(manifest);
                        journal.step(Stage.DEPLOY, "Applied " + manifest.label());
                    }
                    List<Trial.Route> routes =
                            TrafficRouter.of(trial(), cluster).held();
                    boolean scaled = TrialSetup.isAutoscaled(cluster, change.workload());
                    if (scaled && trial().means() == Trial.Means.REPLICAS) {
                        journal.step(
                                Stage.DEPLOY,
                                "%s is autoscaled, so that its replicas stay and %s gets its share by its own alone"
                                        .formatted(change.workload(), trial().second()));
                    }
                    begin(trial().holding(routes, scaled));
                },
                this::prepare);
    }

    private void begin(Trial step) {
        held = false;
        run.enter(run.state().shifting(step, run.now().plus(change.timeout())));
        shift();
    }

    private void shift() {
        if (run.isGoingDown()) {
            return;
        }
        run.waitsFor("the cluster to take " + trial().second());
        run.save();
        run.attempt(
                () -> {
                    long generation = new SecondObjects(trial(), cluster)
                            .bring(run.proposal().workload(), step().replicas());
                    if (scales()) {
                        journal.step(
                                Stage.DEPLOY,
                                "%s has the new version (replicas: %d)".formatted(trial().second(), step().replicas()));
                    }
                    run.enter(run.state().brought(generation));
                    open(() -> {});
                },
                this::shift);
    }

    private void open(Runnable next) {
        if (watch == null) {
            watch = new OpenedWatch(cluster, trial().second(), run::soon, run::look, run::couldNotWatch);
        }
        Manifest second = new SecondWorkload(trial()).deployment(run.proposal().workload(), 0);
        watch.open(WorkloadKind.DEPLOYMENT, LiveObject.selector(second.json()), run.inThisPhase(next));
        run.look();
    }

    /** Looks at the second workload; whose the first one is has been looked at. */
    void look() {
        if (watch == null || !watch.isOpen() || !run.state().isActed()) {
            return;
        }
        RolloutJudge.Verdict verdict =
                judge.judgeSecond(trial().second(), watch.view(), run.state().generation(), run.now());
        if (run.state().phase() == Phase.SHIFTING) {
            run.waitsFor("%s: %s: %s".formatted(at(), trial().second(), verdict.message()));
        }
        switch (verdict.outcome()) {
            case WAIT, LOST -> verdict.patience().ifPresent(wait -> timers.retry(wait, run::look));
            case FAILED -> run.fail(verdict.rollout() == null ? verdict.message() : run.cause(verdict.rollout()));
            case COMPLETE -> {
                if (run.state().phase() == Phase.SHIFTING) {
                    divide();
                } else if (held) {
                    next();
                }
            }
        }
    }

    private void divide() {
        if (run.isGoingDown()) {
            return;
        }
        run.save();
        run.attempt(
                () -> {
                    int weight = TrafficRouter.of(trial(), cluster).divide(step());
                    Instant until = run.now().plus(step().pause());
                    String sentence = "%d %% of the requests go to %s (%s, by %s)"
                            .formatted(weight, trial().second(), at(), trial().by());
                    share(weight, step().pause().isZero() ? null : until, sentence);
                    journal.note(sentence);
                    run.enter(run.state().holding(until));
                    run.save();
                    hold();
                },
                this::divide);
    }

    private void hold() {
        Instant until = run.state().deadline();
        run.waitsFor(watched(until));
        if (change.analysis() == null) {
            timers.pause(until, run.inThisPhase(this::passed));
        } else {
            analysis = run.analysis(until.minus(step().pause()), until, this::take);
            analysis.start(new AnalysisTargets(change, journal.record()).beside(trial().second()), () -> watch.view()
                    .restarts());
        }
        run.look();
    }

    private void take(AnalysisJudge.Verdict verdict) {
        run.save();
        run.waitsFor(watched(run.state().deadline()) + "; " + verdict.sentence());
        switch (verdict.outcome()) {
            case GO_ON -> {}
            case FAILED -> run.fail("%s, %s".formatted(verdict.sentence(), at()));
            case PASSED -> passed();
        }
    }

    private void passed() {
        held = true;
        run.look();
    }

    private void next() {
        int index = trial().step() + 1;
        if (index < steps().size()) {
            begin(trial().atStep(index));
            return;
        }
        journal.step(
                Stage.DEPLOY,
                "The new version has passed in %s and is brought into %s"
                        .formatted(trial().second(), change.workload()));
        TrafficShare share = journal.record().traffic();
        journal.update(deployment -> deployment.traffic(
                new TrafficShare(share.weight(), TrialStep.shown(change.plan()), share.steps(), share.by(), null)));
        run.promote();
    }

    /** Sends all requests to the first workload. */
    void route() throws InvalidInputException {
        TrafficRouter.of(trial(), cluster).reset();
        if (journal.record().traffic() != null) {
            share(0, null, "All requests go to the version before");
        }
    }

    /** Removes the second workload and what belongs to it. */
    void remove() throws InvalidInputException {
        SecondObjects objects = new SecondObjects(trial(), cluster);
        if (objects.isThere()) {
            objects.remove();
            journal.step(run.stage(), "Removed " + trial().second());
        }
        stop();
    }

    /** After the promotion all requests go to the first workload, and the second one goes. */
    void clear(Runnable then) {
        run.waitsFor("the cluster to remove " + trial().second());
        run.save();
        run.attempt(
                () -> {
                    TrafficRouter.of(trial(), cluster).reset();
                    remove();
                    share(WHOLE, null, "All requests go to the new version");
                    then.run();
                },
                () -> clear(then));
    }

    /** The first workload is somebody else's: it is left as it is, and what this run made beside it goes. Where that is gone, others have cleared up and divide the requests as they want. */
    void leave(Runnable then) {
        run.waitsFor("the cluster to remove " + trial().second());
        run.save();
        run.attempt(
                () -> {
                    SecondObjects objects = new SecondObjects(trial(), cluster);
                    if (objects.isThere()) {
                        route();
                        objects.restoreReplicas();
                        remove();
                    }
                    then.run();
                },
                () -> leave(then));
    }

    /** Takes no more samples and watches no more. */
    void stop() {
        if (analysis != null) {
            analysis.stop();
        }
        if (watch != null) {
            watch.close();
            watch = null;
        }
        judge = new RolloutJudge(change);
    }

    /** What is seen of the second workload; null when it is not watched. */
    @CheckForNull
    WorkloadView view() {
        return watch == null || !watch.isOpen() ? null : watch.view();
    }

    private void share(int weight, @CheckForNull Instant until, String sentence) {
        int shown = TrialStep.shown(change.plan());
        int number = weight == WHOLE ? shown : trial().step() + 1;
        TrafficShare share = new TrafficShare(weight, number, shown, trial().by(), until);
        journal.update(deployment -> deployment.traffic(share));
        journal.fact(
                EventType.ROLLOUT,
                run.stage(),
                sentence,
                Map.of("weight", weight, "step", number, "steps", shown, "by", trial().by()));
    }

    private String watched(Instant until) {
        return "%s: watched until %s".formatted(at(), until.truncatedTo(ChronoUnit.SECONDS));
    }

    /** For people: {@code step 2 of 4 at 25 %}. */
    private String at() {
        return "step %d of %d at %d %%".formatted(trial().step() + 1, TrialStep.shown(change.plan()), step().weight());
    }

    private Trial trial() {
        return run.state().trial();
    }

    private List<TrialStep> steps() {
        return TrialStep.of(change.plan(), trial().replicas());
    }

    /** Whether the second workload is to have other replicas than at the step before. */
    private boolean scales() {
        int step = trial().step();
        return step == 0 || steps().get(step - 1).replicas() != step().replicas();
    }

    private TrialStep step() {
        return steps().get(trial().step());
    }
}
