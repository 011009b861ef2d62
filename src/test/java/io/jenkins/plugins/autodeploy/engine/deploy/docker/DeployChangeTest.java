package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployChangeTest {
    @Test
    void refusesAnotherWayToDivideRequestsThanItsProxy() {
        DeployRequest request = DeployRequest.of("d1", "dev", "web:1")
                .plan(new RolloutPlan(
                        RolloutPlan.CANARY, List.of(new CanaryStep(5, Duration.ZERO)), "istio", null, null))
                .trigger(new Trigger("cli", null, 1, null))
                .build();

        assertThatThrownBy(() -> new DeployChange(request).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("traffic: 'istio' is not valid: expected auto");
    }
}
