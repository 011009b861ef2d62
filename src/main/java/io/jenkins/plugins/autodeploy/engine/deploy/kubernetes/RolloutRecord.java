package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.PodDiagnosis;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.RolloutStatus;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.HealthResult;
import java.util.Optional;

/** Writes what became of a rollout into a deployment's record. Pure. */
final class RolloutRecord {
    private static final String ROLLOUT = "rollout";

    private RolloutRecord() {}

    static Deployment.Builder begun(Deployment.Builder deployment, Proposal proposal, @CheckForNull Before before) {
        deployment.image(proposal.image()).url(proposal.url());
        if (before != null && before.ran()) {
            deployment
                    .previousImage(before.image())
                    .previousRevision(before.revision())
                    .previousDeploymentId(before.broughtBy());
        }
        return deployment;
    }

    static Deployment.Builder complete(Deployment.Builder deployment, WorkloadView view, RolloutStatus rollout) {
        view.currentRevision().map(ClusterRevision::number).ifPresent(deployment::revision);
        return deployment
                .pods(view.currentPods().stream().map(PodDiagnosis::state).toList())
                .health(new HealthResult(check(view), true, rollout.message()));
    }

    static Deployment.Builder unhealthy(Deployment.Builder deployment, String cause) {
        return deployment.health(new HealthResult(ROLLOUT, false, cause));
    }

    /** What was checked last is the way back: that is how the record shows that somebody has to act. */
    static Deployment.Builder brokenReturn(Deployment.Builder deployment, String cause) {
        return deployment.health(new HealthResult(HealthResult.WAY_BACK, false, cause));
    }

    private static String check(WorkloadView view) {
        Container container =
                view.workload().template().getSpec().getContainers().get(0);
        return Optional.ofNullable(container.getReadinessProbe())
                .map(Probe::getHttpGet)
                .map(HTTPGetAction::getPath)
                .map(path -> ROLLOUT + " with readiness probe GET " + path)
                .orElse(ROLLOUT);
    }
}
