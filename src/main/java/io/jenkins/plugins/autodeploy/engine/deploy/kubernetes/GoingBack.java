package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.util.List;
import java.util.Map;

/** Takes a run's target back to what was there before, and sees it through. Each act can be done again after a restart. Used by a run's tasks, one at a time. */
final class GoingBack {
    private final KubernetesRun run;
    private final ClusterApi cluster;
    private final DeploymentJournal journal;
    private final GradualRollout gradual;

    GoingBack(KubernetesRun run, ClusterApi cluster, DeploymentJournal journal, GradualRollout gradual) {
        this.run = run;
        this.cluster = cluster;
        this.journal = journal;
        this.gradual = gradual;
    }

    /** Requests go back first, so that users are well before all else is. */
    void go() {
        run.attempt(
                () -> {
                    run.waitsFor("the cluster to take back what ran before");
                    run.save();
                    if (run.state().trial() != null) {
                        gradual.route();
                    }
                    WayBack way = new WayBack(cluster, run.id(), before());
                    long generation = way.go(sentence -> journal.step(Stage.ROLLBACK, sentence));
                    run.enter(run.state().returned(generation));
                    // A run that was taken up again may not have seen the workload yet.
                    Before before = run.state().before();
                    run.open(before.kind(), before.selector(run.state().change().workload()), run::lookAnew);
                },
                this::go);
    }

    /** What something else decides about stays as it is. */
    private Before before() {
        RunState state = run.state();
        LiveWorkload live =
                cluster.workload(state.before().kind(), state.change().workload());
        boolean scaled = state.trial() != null && state.trial().autoscaled() && live != null;
        return scaled ? state.before().with(live.replicas()) : state.before();
    }

    /** What ran before is complete again. Once that is checked, nothing needs the second workload any more. */
    void end(String message) {
        run.attempt(
                () -> {
                    List<String> differences = new ReturnCheck(cluster, before())
                            .differences(run.state().change().workload());
                    if (!differences.isEmpty()) {
                        run.fail("it is not as it was before: " + String.join("; ", differences));
                        return;
                    }
                    journal.step(
                            Stage.ROLLBACK, "Checked that image, variables, configuration and replicas are as before");
                    if (run.state().trial() != null) {
                        run.save();
                        gradual.remove();
                    }
                    journal.stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, message);
                    String reason = run.state().ending().reason();
                    journal.update(deployment -> deployment.rolledBack(true).rollbackReason(reason));
                    run.finish(run.state().ending().status(), reason);
                },
                run::look);
    }

    /** What ran before is not had back: that is said loudest, with what is there now and the command that helps. */
    void fail(String cause) {
        RunState state = run.state();
        String second = state.trial() == null ? null : state.trial().second();
        BrokenReturn broken = new BrokenReturn(
                state.change(), state.before(), cluster.server(), state.ending().reason(), cause, second);
        broken.lines(run.seen().orElse(null)).forEach(line -> journal.log(Stage.ROLLBACK, line));
        journal.update(deployment -> RolloutRecord.brokenReturn(deployment, cause));
        journal.fact(
                EventType.DEPLOYMENT,
                Stage.ROLLBACK,
                broken.sentence(),
                Map.of("alarm", true, "command", broken.command()));
        run.finish(DeploymentStatus.FAILED, broken.sentence());
    }
}
