package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.Timers;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.BlockingPods;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.OpenedWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.PodDiagnosis;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.RolloutEvents;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a run's workload at each change of it, tells what is new, and has the run do what follows. Used by a run's tasks, one at a time. */
final class WorkloadObservation implements AutoCloseable {
    private final KubernetesRun run;
    private final Change change;
    private final DeploymentJournal journal;
    private final Timers timers;
    private final Preparation preparation;
    private final GradualRollout gradual;
    private final OpenedWatch watch;
    private final RolloutEvents events;
    private final BlockingPods obstacles;
    private RolloutJudge judge;

    WorkloadObservation(
            KubernetesRun run,
            Change change,
            ClusterApi cluster,
            DeploymentJournal journal,
            Timers timers,
            Preparation preparation,
            GradualRollout gradual) {
        this.run = run;
        this.change = change;
        this.journal = journal;
        this.timers = timers;
        this.preparation = preparation;
        this.gradual = gradual;
        this.watch = new OpenedWatch(cluster, change.workload(), run::soon, this::consider, run::couldNotWatch);
        this.events = new RolloutEvents(
                cluster, run::besides, run::soon, run.state().record().started());
        this.obstacles = new BlockingPods(cluster);
        this.judge = new RolloutJudge(change);
    }

    /** Goes on with {@code next} once the workload is known. */
    void open(WorkloadKind kind, LabelSelector selector, Runnable next) {
        watch.open(kind, selector, next);
    }

    void expect(WorkloadKind kind) {
        watch.expect(kind);
    }

    void look() {
        watch.look();
    }

    /** What was seen before says nothing any more. */
    void lookAnew() {
        judge = new RolloutJudge(change);
        look();
    }

    /** The workload as it was last seen; empty while it is not watched. */
    Optional<WorkloadView> seen() {
        return watch.isOpen() ? Optional.of(watch.view()) : Optional.empty();
    }

    @Override
    public void close() {
        watch.close();
    }

    private void consider() {
        WorkloadView view = watch.view();
        preparation.look(view);
        RunState state = run.state();
        if (state.isTrying()) {
            tellPods(view);
            considerTrial(view);
        } else if (state.isActed()) {
            tellPods(view);
            events.look(view, run.now(), (sentence, data) -> journal.fact(EventType.LOG, run.stage(), sentence, data))
                    .ifPresent(early -> timers.news(early, this::look));
            obstacles.remove(view, line -> journal.log(run.stage(), line));
            follow(judge.judge(state, view, run.now()), view);
        }
    }

    private void follow(RolloutJudge.Verdict verdict, WorkloadView view) {
        if (verdict.outcome() == RolloutJudge.Outcome.WAIT) {
            run.waitsFor(verdict.message());
        }
        if (verdict.rollout() != null) {
            journal.rollout(run.stage(), verdict.message(), verdict.rollout().progress());
        }
        switch (verdict.outcome()) {
            case WAIT -> verdict.patience().ifPresent(wait -> timers.retry(wait, this::look));
            case LOST -> run.lose(verdict.message());
            case FAILED -> run.fail(run.cause(verdict.rollout()));
            case COMPLETE -> run.complete(view, verdict);
        }
    }

    private void considerTrial(WorkloadView view) {
        LiveWorkload workload = view.workload();
        if (workload == null) {
            run.lose(Words.deleted(change));
        } else if (RolloutJudge.isOthers(workload.actor(), run.state())) {
            run.lose(Words.superseded(change, workload.actor()));
        } else {
            gradual.look();
        }
    }

    /** Of both workloads; where replicas divide the requests, the first one's selector finds all of them. */
    private void tellPods(WorkloadView view) {
        Map<String, Pod> pods = new LinkedHashMap<>();
        view.pods().forEach(pod -> pods.put(pod.getMetadata().getName(), pod));
        if (gradual.view() != null) {
            gradual.view().pods().forEach(pod -> pods.put(pod.getMetadata().getName(), pod));
        }
        journal.pods(
                run.stage(), pods.values().stream().map(PodDiagnosis::state).toList());
    }
}
