package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Trials whose process dies: another one goes on from whatever was saved. */
@Tag("long")
@RequiresParts(Part.KUBERNETES)
class GradualInterruptionIT extends GradualScene {
    @Test
    void goesOnFromEverySavedStateOfACanary() throws Exception {
        RolloutPlan plan = canary("50");
        int states = resumeAtEachState(id -> tried(id, BETTER, plan).request(), DeploymentStatus.SUCCEEDED);

        assertThat(states).isGreaterThanOrEqualTo(8);
        onlyTheFirstRuns(BETTER);
    }

    @Test
    void goesOnFromEverySavedStateOfABadCanary() throws Exception {
        RolloutPlan plan = canary("50");
        int states = resumeAtEachState(
                id -> tried(id, "registry.example.com/crash:2", plan).request(), DeploymentStatus.ROLLED_BACK);

        assertThat(states).isGreaterThanOrEqualTo(5);
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void goesOnFromEverySavedStateOfABlueGreen() throws Exception {
        RolloutPlan plan = blueGreen("0s");
        int states = resumeAtEachState(id -> tried(id, BETTER, plan).request(), DeploymentStatus.SUCCEEDED);

        assertThat(states).isGreaterThanOrEqualTo(10);
        onlyTheFirstRuns(BETTER);
    }
}
