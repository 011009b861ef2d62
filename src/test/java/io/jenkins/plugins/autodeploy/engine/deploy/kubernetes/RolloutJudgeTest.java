package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutJudgeTest {
    private static final String SECOND = "web-canary";

    private final RolloutJudge judge = new RolloutJudge(
            new DeployChange(new WantedDeployment("shop", "web", "d2", "example.com/web:2").request()));

    @Test
    void takesNoSecondWorkloadOfAnEarlierTrialForThisOnes() {
        assertThat(judge(complete("d1"))).isEqualTo(RolloutJudge.Outcome.WAIT);
        assertThat(judge(null)).isEqualTo(RolloutJudge.Outcome.WAIT);
        assertThat(judge(complete("d2"))).isEqualTo(RolloutJudge.Outcome.COMPLETE);
        assertThat(judge(null)).isEqualTo(RolloutJudge.Outcome.FAILED);
    }

    private RolloutJudge.Outcome judge(LiveWorkload second) {
        return judge.judgeSecond(SECOND, new WorkloadView(second, List.of(), List.of()), 1, Instant.EPOCH)
                .outcome();
    }

    private static LiveWorkload complete(String deployment) {
        return LiveWorkload.of(new DeploymentBuilder()
                .withNewMetadata()
                .withName(SECOND)
                .withGeneration(3L)
                .addToAnnotations(Annotations.DEPLOYMENT_ID, deployment)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewTemplate()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(3L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(1)
                .endStatus()
                .build());
    }
}
