package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisTarget;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.HttpMeasuring;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measuring;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One deployment or rollback of a workload in a cluster. */
final class KubernetesRun extends ResumableRun<RunState> {
    private static final Measuring MEASURING = new HttpMeasuring();

    private final Change change;
    private final ClusterApi cluster;
    private final Attempts attempts;
    private final BlockingPods obstacles;
    private final ClusterHistory history;
    private final AtomicBoolean lookPending = new AtomicBoolean();
    private RolloutJudge judge;

    /** Whether the cluster has an earlier change of the workload still to take up before this one can begin. */
    private boolean lagging;

    @CheckForNull
    private Proposal proposal;

    @CheckForNull
    private WorkloadWatch watch;

    @CheckForNull
    private AnalysisWatch analysis;

    /** What the analysis that passed says; null until it has. */
    @CheckForNull
    private String analysed;

    KubernetesRun(RunState state, ClusterApi cluster, RunContext context, DeploymentObserver observer) {
        super(state, context, observer);
        this.change = state.change();
        this.judge = new RolloutJudge(change);
        this.cluster = cluster;
        this.attempts = new Attempts(cluster);
        this.obstacles = new BlockingPods(cluster);
        this.history = new ClusterHistory(cluster);
    }

    @Override
    protected void check() throws InvalidInputException {
        change.check();
    }

    @Override
    protected Optional<Provenance> live() {
        AtomicReference<Optional<Provenance>> live = new AtomicReference<>(Optional.empty());
        attempts.run(() -> live.set(LiveVersion.of(change, cluster)));
        return live.get();
    }

    @Override
    protected void proceed() {
        timers.deadline(state.limit(now()), this::late);
        switch (state.phase()) {
            case QUEUED -> {
                journal.stage(Stage.DEPLOY, StageStatus.RUNNING, "Checking what the cluster says to the change");
                rehearse();
            }
            case APPLYING -> rehearse();
            case WATCHING -> attempt(() -> takeUp(this::look), this::proceed);
            case ANALYSING -> attempt(() -> takeUp(this::analyse), this::proceed);
            case RETURNING -> attempt(() -> takeUp(this::takeBack), this::proceed);
            case ENDED -> {}
        }
    }

    private void rehearse() {
        waitsFor("the cluster's answer to a rehearsal");
        attempt(
                () -> {
                    Rehearsal rehearsal = Rehearsal.of(change, cluster, state.version());
                    proposal = rehearsal.proposal();
                    proposal.remarks().forEach(remark -> journal.log(Stage.DEPLOY, remark));
                    if (change.dryRun()) {
                        endDryRun(rehearsal);
                        return;
                    }
                    Before before = state.before() != null ? state.before() : rehearsal.before();
                    if (before == null) {
                        waitsFor("the cluster to take an earlier change of the workload up");
                        lagging = true;
                        open(proposal.kind(), rehearsal.selector(), () -> {});
                    } else {
                        open(proposal.kind(), rehearsal.selector(), () -> begin(before));
                    }
                },
                this::rehearse);
    }

    private void endDryRun(Rehearsal rehearsal) {
        rehearsal.differences().forEach(sentence -> journal.step(Stage.DEPLOY, "Dry run: " + sentence));
        if (rehearsal.differences().isEmpty()) {
            journal.step(Stage.DEPLOY, "Dry run: nothing would change");
        }
        update(deployment -> RolloutRecord.begun(deployment, proposal, rehearsal.before()));
        journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Dry run: nothing was changed");
        finish(DeploymentStatus.SUCCEEDED, null);
    }

    private void begin(Before before) {
        if (state.phase() == Phase.QUEUED) {
            Instant deadline = now().plus(change.timeout());
            state = state.applying(before, proposal.version(), deadline);
            update(deployment ->
                    RolloutRecord.begun(deployment, proposal, before).status(DeploymentStatus.DEPLOYING));
        }
        apply();
    }

    private void apply() {
        attempt(
                () -> {
                    waitsFor("the cluster to take the objects");
                    ObjectNode workload = null;
                    for (Manifest manifest : proposal.manifests()) {
                        if (isSuspended()) {
                            return;
                        }
                        save();
                        workload = proposal.restoring() ? cluster.restoreExactly(manifest) : cluster.apply(manifest);
                        journal.step(Stage.DEPLOY, "Applied " + manifest.label());
                    }
                    state = state.watching(LiveObject.generation(workload));
                    journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "The cluster has taken the change");
                    journal.stage(Stage.VERIFY, StageStatus.RUNNING, "Watching the rollout");
                    update(deployment -> deployment.status(DeploymentStatus.VERIFYING));
                    save();
                    look();
                },
                this::apply);
    }

    /** After a restart: finds the workload again and goes on with it unless somebody else has it now. */
    private void takeUp(Runnable next) {
        WorkloadKind kind = state.before().kind();
        LiveWorkload live = cluster.workload(kind, change.workload());
        if (live == null && state.goesForward()) {
            lose(Words.deleted(change));
        } else if (live != null && RolloutJudge.isOthers(live.actor(), state)) {
            lose(Words.superseded(change, live.actor()));
        } else {
            open(kind, live != null ? live.selector() : state.before().selector(change.workload()), next);
        }
    }

    private void open(WorkloadKind kind, LabelSelector selector, Runnable next) {
        if (watch != null) {
            next.run();
            return;
        }
        watch = new WorkloadWatch(cluster, kind, change.workload(), selector, this::look);
        watch.start()
                .whenComplete((started, failure) -> later(() -> {
                    if (failure == null) {
                        next.run();
                        look();
                    } else {
                        watch.close();
                        watch = null;
                        handle(attempts.problem(failure), () -> open(kind, selector, next));
                    }
                }));
    }

    /** Many changes that come together are looked at once. */
    private void look() {
        if (lookPending.compareAndSet(false, true)) {
            later(() -> {
                lookPending.set(false);
                if (watch != null) {
                    judge(watch.view());
                }
            });
        }
    }

    private void judge(WorkloadView view) {
        if (lagging && view.currentRevision().isPresent()) {
            lagging = false;
            rehearse();
        }
        if (!state.isActed()) {
            return;
        }
        journal.pods(stage(), view.pods().stream().map(PodDiagnosis::state).toList());
        obstacles.remove(view, line -> journal.log(stage(), line));
        RolloutJudge.Verdict verdict = judge.judge(state, view, now());
        if (verdict.outcome() == RolloutJudge.Outcome.WAIT) {
            waitsFor(verdict.message());
        }
        if (verdict.rollout() != null) {
            journal.rollout(stage(), verdict.message(), verdict.rollout().progress());
        }
        switch (verdict.outcome()) {
            case WAIT -> verdict.patience().ifPresent(wait -> timers.retry(wait, this::look));
            case LOST -> lose(verdict.message());
            case FAILED -> fail(cause(verdict.rollout()));
            case COMPLETE -> complete(view, verdict);
        }
    }

    private void complete(WorkloadView view, RolloutJudge.Verdict verdict) {
        if (state.phase() == Phase.RETURNING) {
            endReturn(verdict.message());
        } else if (change.analysis() == null || analysed != null) {
            succeed(view, verdict.rollout());
        } else if (state.phase() == Phase.WATCHING) {
            state = state.analysing(now().plus(change.analysis().window()));
            journal.log(
                    Stage.VERIFY,
                    "The rollout is complete; its analysis watches for "
                            + Words.duration(change.analysis().window()));
            save();
            timers.deadline(state.limit(now()), this::late);
            analyse();
        }
    }

    private void analyse() {
        Deployment record = state.record();
        AnalysisTarget target = new AnalysisTarget(
                change.workload(),
                change.namespace(),
                change.id(),
                record.image(),
                record.url(),
                "namespace=\"%s\",pod=~\"%s-.+\"".formatted(change.namespace(), change.workload()),
                null);
        analysis = analysis(change.analysis(), state.deadline(), MEASURING, this::take);
        analysis.start(target, () -> watch.view().restarts());
    }

    private void take(AnalysisJudge.Verdict verdict) {
        save();
        waitsFor(verdict.sentence());
        switch (verdict.outcome()) {
            case GO_ON -> {}
            case FAILED -> fail(verdict.sentence());
            case PASSED -> {
                analysed = verdict.sentence();
                look();
            }
        }
    }

    private void succeed(WorkloadView view, RolloutStatus rollout) {
        attempt(
                () -> {
                    history.keep(view);
                    change.tidy(cluster, view.workload(), sentence -> journal.step(Stage.VERIFY, sentence));
                    update(deployment -> RolloutRecord.complete(deployment, view, rollout));
                    String passed = analysed == null ? "" : ". " + analysed;
                    journal.stage(Stage.VERIFY, StageStatus.SUCCEEDED, rollout.message() + passed);
                    finish(DeploymentStatus.SUCCEEDED, null);
                },
                this::look);
    }

    /** What the rollout fails of, with all that can be found out about it. */
    private String cause(RolloutStatus rollout) {
        FailureReport report = FailureReport.of(rollout, cluster);
        report.lastLines()
                .forEach(line -> journal.log(stage(), rollout.problem().pod() + " | " + line));
        return report.sentence();
    }

    private void late() {
        String limit = Words.duration(change.timeout());
        switch (state.phase()) {
            case QUEUED ->
                refuse(new ApiProblem(
                                "%s was not ready for a change within %s: it waited for %s"
                                        .formatted(change.workload(), limit, waitsFor()),
                                "See whether the cluster's controllers run",
                                false)
                        .toException(Stage.DEPLOY));
            case APPLYING -> fail("it was not applied within %s: waited for %s".formatted(limit, waitsFor()));
            case ANALYSING, WATCHING, RETURNING ->
                fail("the rollout was not complete within %s: %s"
                        .formatted(
                                limit,
                                watch == null || RolloutJudge.isToBeRemoved(state)
                                        ? waitsFor()
                                        : cause(RolloutStatus.of(watch.view(), state.generation()))));
            case ENDED -> {}
        }
    }

    private void fail(String cause) {
        journal.stage(stage(), StageStatus.FAILED, cause);
        if (state.phase() == Phase.RETURNING) {
            finish(DeploymentStatus.FAILED, Words.brokenReturn(state, change, cause));
        } else if (change.returnsOnFailure()) {
            goBack(new Ending(DeploymentStatus.ROLLED_BACK, cause));
        } else {
            update(deployment -> RolloutRecord.unhealthy(deployment, cause));
            finish(DeploymentStatus.FAILED, cause);
        }
    }

    @Override
    protected void goBack(Ending ending) {
        if (analysis != null) {
            analysis.stop();
        }
        Instant deadline = now().plus(change.timeout());
        state = state.returning(ending, deadline);
        update(deployment ->
                RolloutRecord.unhealthy(deployment, ending.reason()).reason(ending.reason()));
        journal.stage(Stage.ROLLBACK, StageStatus.RUNNING, "Going back to what ran before: " + ending.reason());
        timers.deadline(deadline, this::late);
        takeBack();
    }

    private void takeBack() {
        attempt(
                () -> {
                    waitsFor("the cluster to take back what ran before");
                    save();
                    WayBack way = new WayBack(cluster, id(), state.before());
                    long generation = way.go(sentence -> journal.step(Stage.ROLLBACK, sentence));
                    state = state.returned(generation);
                    judge = new RolloutJudge(change);
                    look();
                },
                this::takeBack);
    }

    private void endReturn(String message) {
        journal.stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, message);
        String reason = state.ending().reason();
        update(deployment -> deployment.rolledBack(true).rollbackReason(reason));
        finish(state.ending().status(), reason);
    }

    /** The workload is somebody else's now: it is left as it is. */
    private void lose(String reason) {
        journal.stage(stage(), StageStatus.FAILED, reason);
        finish(DeploymentStatus.FAILED, reason);
    }

    @Override
    protected void release() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        super.release();
    }

    @Override
    protected Stage stage() {
        return switch (state.phase()) {
            case RETURNING -> Stage.ROLLBACK;
            case WATCHING, ANALYSING -> Stage.VERIFY;
            default -> Stage.DEPLOY;
        };
    }

    private void update(UnaryOperator<Deployment.Builder> update) {
        journal.update(update);
    }

    private void attempt(Attempts.Work work, Runnable again) {
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
            timers.retry(attempts.nextPause(problem), again);
        } else {
            fail(problem.sentence());
        }
    }
}
