package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialStepTest {
    /** First replicas, wanted weight; then replicas of the second, what stays of the first, and the share that this makes. */
    @ParameterizedTest
    @CsvSource({
        "10, 25, 3, 7, 30",
        "10, 5, 1, 9, 10",
        "4, 50, 2, 2, 50",
        "1, 5, 1, 1, 50",
        "2, 99, 2, 1, 67",
        "1000, 1, 10, 990, 1",
    })
    void sharesReplicasAsTheWeightAsks(int replicas, int weight, int second, int first, int share) throws Exception {
        TrialStep step = TrialStep.of(canary(String.valueOf(weight)), replicas).get(0);

        assertThat(step.replicas()).isEqualTo(second);
        assertThat(step.replicasBeside(replicas)).isEqualTo(first);
        assertThat(step.shareBeside(first)).isEqualTo(share);
    }

    @Test
    void aStepOfAllIsThePromotion() throws Exception {
        assertThat(TrialStep.of(canary("5", "25 for 10m", "100"), 4))
                .extracting(TrialStep::weight)
                .containsExactly(5, 25);
        assertThat(TrialStep.shown(canary("5", "25", "100"))).isEqualTo(3);
        assertThat(TrialStep.shown(canary("5", "25"))).isEqualTo(3);
    }

    @Test
    void blueGreenIsWatchedForTheWindowBeforeTheSwitchAndKeptAfterIt() throws Exception {
        RolloutPlan plan = PlanReader.read("blueGreen", List.of(), null, null, "10m")
                .with(AnalysisReader.parse("{window: 2m, metrics: [{restarts: '> 0'}]}"));

        assertThat(TrialStep.of(plan, 3))
                .containsExactly(
                        new TrialStep(0, 3, Duration.ofMinutes(2)), new TrialStep(100, 3, Duration.ofMinutes(10)));
    }

    private static RolloutPlan canary(String... steps) throws Exception {
        return PlanReader.read("canary", List.of(steps), null, null, null);
    }
}
