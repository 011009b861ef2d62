package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.HttpMeasuring;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measuring;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Attempts;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ClusterHistory;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.FailureReport;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.RolloutStatus;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One deployment or rollback of a workload in a cluster; {@link GradualRollout} does what goes on beside the workload where its strategy tries the version there first. */
final class KubernetesRun extends ResumableRun<RunState> {
    private static final Measuring MEASURING = new HttpMeasuring();

    private final Change change;
    private final ClusterApi cluster;
    private final Attempts attempts;
    private final Preparation preparation;
    private final GradualRollout gradual;
    private final FinalAnalysis analysis;
    private final GoingBack goingBack;
    private final WorkloadObservation observation;
    private final ClusterHistory history;

    KubernetesRun(RunState state, ClusterApi cluster, RunContext context, DeploymentObserver observer) {
        super(state, context, observer);
        this.change = state.change();
        this.cluster = cluster;
        this.attempts = new Attempts(cluster);
        this.history = new ClusterHistory(cluster);
        this.preparation = new Preparation(this, change, cluster, journal, timers);
        this.gradual = new GradualRollout(this, change, cluster, journal, timers);
        this.analysis = new FinalAnalysis(this, change, journal);
        this.goingBack = new GoingBack(this, cluster, journal, gradual);
        this.observation = new WorkloadObservation(this, change, cluster, journal, timers, preparation, gradual);
    }

    @Override
    protected void check() throws InvalidInputException {
        change.check();
    }

    @Override
    protected Optional<Provenance> live() {
        AtomicReference<Optional<Provenance>> live = new AtomicReference<>(Optional.empty());
        attempts.run(() -> live.set(LiveVersion.of(preparation.readAhead().view())));
        return live.get();
    }

    @Override
    protected void proceed() {
        enter(state);
        goOn();
    }

    /** Tries again while the cluster cannot be reached; the deadline stays. */
    private void goOn() {
        switch (state.phase()) {
            case QUEUED -> {
                journal.stage(Stage.DEPLOY, StageStatus.RUNNING, "Checking what the cluster says to the change");
                preparation.rehearse();
            }
            case PREPARING, SHIFTING, HOLDING -> attempt(() -> takeUp(preparation::rehearse), this::goOn);
            case APPLYING -> {
                if (state.trial() == null) {
                    preparation.rehearse();
                } else {
                    attempt(() -> takeUp(preparation::rehearse), this::goOn);
                }
            }
            case WATCHING -> attempt(() -> takeUp(this::look), this::goOn);
            case ANALYSING -> attempt(() -> takeUp(analysis::go), this::goOn);
            case CLEARING -> clear();
            case RETURNING -> attempt(() -> takeUp(goingBack::go), this::goOn);
            case ENDED -> {}
        }
    }

    /** Goes to another phase; what is to be kept of it is kept by {@link #save}. */
    void enter(RunState next) {
        state = next;
        timers.deadline(state.limit(now()), inThisPhase(this::late));
    }

    /** What was due already when the run was sent another way must not go on in the old one. */
    Runnable inThisPhase(Runnable task) {
        Phase phase = state.phase();
        int step = step();
        return () -> {
            if (state.phase() == phase && step() == step) {
                task.run();
            }
        };
    }

    private int step() {
        return state.trial() == null ? 0 : state.trial().step();
    }

    /**
     * Goes on where the state is, with what is to be applied known.
     *
     * @param trial what begins, if it does; empty for strategies without one, and where there is nothing to try it beside
     */
    void begin(Before before, Optional<Trial> trial) {
        if (state.queued()) {
            Instant deadline = now().plus(change.timeout());
            String version = proposal().version();
            enter(
                    trial.isPresent()
                            ? state.preparing(trial.get(), before, version, deadline)
                            : state.applying(before, version, deadline));
            journal.update(deployment ->
                    RolloutRecord.begun(deployment, proposal(), before).status(DeploymentStatus.DEPLOYING));
            if (trial.isEmpty() && TrialSetup.isGradual(change.plan())) {
                journal.step(
                        Stage.DEPLOY, "Nothing runs that the new version could be tried beside: it goes as 'rolling'");
            }
        }
        if (state.isTrying()) {
            gradual.goOn();
        } else {
            apply();
        }
    }

    /** The version that was tried is brought into the workload itself. */
    void promote() {
        enter(state.promoting(now().plus(change.timeout())));
        preparation.rehearse();
    }

    private void apply() {
        attempt(
                () -> {
                    waitsFor("the cluster to take the objects");
                    ObjectNode workload = null;
                    // What else there is was applied for the trial, and its routes divide requests now.
                    for (Manifest manifest : state.trial() == null
                            ? proposal().manifests()
                            : List.of(proposal().workload())) {
                        if (isSuspended()) {
                            return;
                        }
                        save();
                        workload = proposal().restoring() ? cluster.restoreExactly(manifest) : cluster.apply(manifest);
                        journal.step(Stage.DEPLOY, "Applied " + manifest.label());
                    }
                    enter(state.watching(LiveObject.generation(workload)));
                    journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "The cluster has taken the change");
                    journal.stage(Stage.VERIFY, StageStatus.RUNNING, "Watching the rollout");
                    journal.update(deployment -> deployment.status(DeploymentStatus.VERIFYING));
                    save();
                    history.lookUp(proposal().kind(), change.workload());
                    look();
                },
                this::apply);
    }

    /** After a restart: finds the workload again and goes on with it unless somebody else has it now. */
    private void takeUp(Runnable next) {
        WorkloadKind kind = state.before().kind();
        LiveWorkload live = cluster.workload(kind, change.workload());
        if (live == null && state.needsWorkload()) {
            lose(Words.deleted(change));
        } else if (live != null && RolloutJudge.isOthers(live.actor(), state)) {
            lose(Words.superseded(change, live.actor()));
        } else {
            open(kind, live != null ? live.selector() : state.before().selector(change.workload()), next);
        }
    }

    void open(WorkloadKind kind, LabelSelector selector, Runnable next) {
        observation.open(kind, selector, inThisPhase(next));
    }

    /** Has the watches opened while the rehearsal goes on: that takes as long. */
    void expect(WorkloadKind kind) {
        observation.expect(kind);
    }

    void look() {
        observation.look();
    }

    void lookAnew() {
        observation.lookAnew();
    }

    /** What is seen of the workload itself while it is watched. */
    Optional<WorkloadView> seen() {
        return observation.seen();
    }

    void couldNotWatch(Throwable failure, Runnable again) {
        handle(attempts.problem(failure), again);
    }

    void complete(WorkloadView view, RolloutJudge.Verdict verdict) {
        if (state.phase() == Phase.RETURNING) {
            goingBack.end(verdict.message());
        } else if (change.analysis() == null || analysis.passed() != null || state.hadAllRequests()) {
            succeed(view, verdict.rollout());
        } else if (state.phase() == Phase.WATCHING) {
            analysis.begin();
        }
    }

    AnalysisWatch analysis(Instant begun, Instant end, Consumer<AnalysisJudge.Verdict> judged) {
        return analysis(change.analysis(), begun, end, MEASURING, judged);
    }

    private void succeed(WorkloadView view, RolloutStatus rollout) {
        attempt(
                () -> {
                    history.keep(view, journal.record(), line -> journal.log(Stage.VERIFY, line), this::besides);
                    change.tidy(cluster, view.workload(), sentence -> journal.step(Stage.VERIFY, sentence));
                    journal.update(deployment -> RolloutRecord.complete(deployment, view, rollout));
                    if (state.trial() == null) {
                        end();
                    } else {
                        enter(state.clearing(null, now().plus(change.timeout())));
                        clear();
                    }
                },
                this::look);
    }

    private void clear() {
        if (state.ending() == null) {
            gradual.clear(this::end);
        } else {
            gradual.leave(() -> finish(state.ending().status(), state.ending().reason()));
        }
    }

    private void end() {
        String passed = analysis.passed() == null ? "" : ". " + analysis.passed();
        journal.stage(
                Stage.VERIFY, StageStatus.SUCCEEDED, journal.record().health().detail() + passed);
        finish(DeploymentStatus.SUCCEEDED, null);
    }

    /** What the rollout fails of, with all that can be found out about it. */
    String cause(RolloutStatus rollout) {
        FailureReport report =
                FailureReport.of(rollout, cluster, state.before().kind().ref(change.workload()));
        report.lastLines()
                .forEach(line -> journal.log(stage(), rollout.problem().pod() + " | " + line));
        return report.sentence();
    }

    private void late() {
        if (state.phase() == Phase.QUEUED) {
            refuse(new ApiProblem(
                            Words.late(state, change, waitsFor()), "See whether the cluster's controllers run", false)
                    .toException(Stage.DEPLOY));
        } else {
            fail(Words.late(state, change, lateFor()));
        }
    }

    /** What is seen of what is not complete yet; where nothing is seen, what is waited for. */
    private String lateFor() {
        WorkloadView seen = state.isTrying() ? gradual.view() : seen().orElse(null);
        return seen == null || !state.isActed() || RolloutJudge.isToBeRemoved(state)
                ? waitsFor()
                : cause(RolloutStatus.of(seen, state.generation()));
    }

    void fail(String cause) {
        journal.stage(stage(), StageStatus.FAILED, cause);
        if (state.phase() == Phase.RETURNING) {
            goingBack.fail(cause);
        } else if (state.phase() == Phase.CLEARING) {
            finish(DeploymentStatus.FAILED, Words.leftBehind(state, change, cause));
        } else if (state.trial() != null || change.returnsOnFailure()) {
            goBack(new Ending(
                    change.returnsOnFailure() ? DeploymentStatus.ROLLED_BACK : DeploymentStatus.FAILED, cause));
        } else {
            journal.update(deployment -> RolloutRecord.unhealthy(deployment, cause));
            finish(DeploymentStatus.FAILED, cause);
        }
    }

    @Override
    protected void goBack(Ending ending) {
        analysis.stop();
        gradual.stop();
        enter(state.returning(ending, now().plus(change.timeout())));
        journal.update(deployment ->
                RolloutRecord.unhealthy(deployment, ending.reason()).reason(ending.reason()));
        journal.stage(Stage.ROLLBACK, StageStatus.RUNNING, "Going back to what ran before: " + ending.reason());
        goingBack.go();
    }

    /** The workload is somebody else's now: it is left as it is. */
    void lose(String reason) {
        analysis.stop();
        journal.stage(stage(), StageStatus.FAILED, reason);
        if (state.trial() == null) {
            finish(DeploymentStatus.FAILED, reason);
        } else {
            gradual.stop();
            enter(state.clearing(new Ending(DeploymentStatus.FAILED, reason), now().plus(change.timeout())));
            clear();
        }
    }

    @Override
    protected void release() {
        observation.close();
        gradual.stop();
        super.release();
    }

    @Override
    protected Stage stage() {
        return switch (state.phase()) {
            case RETURNING -> Stage.ROLLBACK;
            case WATCHING, ANALYSING, CLEARING -> Stage.VERIFY;
            default -> Stage.DEPLOY;
        };
    }

    /** What is to be applied; known once a rehearsal has been. */
    Proposal proposal() {
        return preparation.proposal();
    }

    void besides(Runnable work) {
        aside(work);
    }

    void soon(Runnable task) {
        later(task);
    }

    boolean isGoingDown() {
        return isSuspended();
    }

    void attempt(Attempts.Work work, Runnable again) {
        attempts.run(work)
                .ifPresent(failure -> failure.problem().ifPresentOrElse(problem -> handle(problem, again), () -> {
                    if (state.phase() == Phase.QUEUED) {
                        refuse(failure.exception());
                    } else {
                        fail(failure.exception().getMessage());
                    }
                }));
    }

    /** Once something has changed, what may pass is tried again until the deadline. */
    private void handle(ApiProblem problem, Runnable again) {
        if (isSuspended()) {
            return;
        }
        if (state.phase() == Phase.QUEUED) {
            refuse(problem.toException(Stage.DEPLOY));
        } else if (problem.passing()) {
            waitsFor(problem.sentence());
            journal.log(stage(), problem.sentence() + "; it is tried again");
            timers.retry(attempts.nextPause(problem), inThisPhase(again));
        } else {
            fail(problem.sentence());
        }
    }
}
