package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutStatusTest {
    private static final long GENERATION = 4;

    @Test
    void isNotCompleteBeforeTheControllerHasSeenTheChange() {
        RolloutStatus status = status(deployment(2, 2, 2, 2), GENERATION + 1);

        assertThat(status.phase()).isEqualTo(RolloutStatus.Phase.PROGRESSING);
        assertThat(status.message()).isEqualTo("waiting for the cluster to take the change up");
    }

    @Test
    void saysHowManyNewReplicasAreMissing() {
        assertThat(status(deployment(4, 1, 4, 4), GENERATION).message()).isEqualTo("1 of 4 new replicas are made");
    }

    @Test
    void waitsForOldReplicasToEnd() {
        assertThat(status(deployment(2, 2, 3, 3), GENERATION).message()).isEqualTo("1 old replicas are still to end");
    }

    @Test
    void waitsForNewReplicasToServe() {
        RolloutStatus status = status(deployment(2, 2, 2, 1), GENERATION);

        assertThat(status.message()).isEqualTo("1 of 2 new replicas are available");
        assertThat(status.progress()).isBetween(50, 99);
    }

    @Test
    void isCompleteWhenAllNewReplicasServeAndNoOldOneIsLeft() {
        RolloutStatus status = status(deployment(2, 2, 2, 2), GENERATION);

        assertThat(status.phase()).isEqualTo(RolloutStatus.Phase.COMPLETE);
        assertThat(status.progress()).isEqualTo(100);
    }

    @Test
    void isCompleteWithoutPodsWhenNoneAreWanted() {
        assertThat(status(deployment(0, 0, 0, 0), GENERATION).phase()).isEqualTo(RolloutStatus.Phase.COMPLETE);
    }

    @Test
    void isStalledWhenTheClusterGivesUp() {
        Deployment deployment = new DeploymentBuilder(deployment(2, 1, 3, 2))
                .editStatus()
                .addNewCondition()
                .withType("Progressing")
                .withStatus("False")
                .withReason("ProgressDeadlineExceeded")
                .endCondition()
                .endStatus()
                .build();

        assertThat(status(deployment, GENERATION).phase()).isEqualTo(RolloutStatus.Phase.STALLED);
    }

    @Test
    void namesTheQuotaThatKeepsPodsFromBeingMade() {
        Deployment deployment = new DeploymentBuilder(deployment(2, 0, 2, 2))
                .editStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withMessage("exceeded quota: small")
                .endCondition()
                .endStatus()
                .build();

        RolloutStatus status = status(deployment, GENERATION);

        assertThat(status.problem().kind()).isEqualTo(PodProblem.Kind.NOT_ADMITTED);
        assertThat(status.message()).contains("exceeded quota: small");
    }

    private static RolloutStatus status(Deployment deployment, long generation) {
        return RolloutStatus.of(new WorkloadView(LiveWorkload.of(deployment), List.of(), List.of()), generation);
    }

    private static Deployment deployment(int wanted, int updated, int all, int available) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withGeneration(GENERATION)
                .endMetadata()
                .withNewSpec()
                .withReplicas(wanted)
                .withNewTemplate()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(GENERATION)
                .withUpdatedReplicas(updated)
                .withReplicas(all)
                .withAvailableReplicas(available)
                .endStatus()
                .build();
    }
}
