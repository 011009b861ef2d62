package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import org.junit.jupiter.api.Test;

class DeployChangeTest {
    @Test
    void refusesAnAnalysisInsteadOfLeavingItOut() throws Exception {
        DeployRequest request = DeployRequest.of("d1", "dev", "web:1")
                .plan(RolloutPlan.of("rolling")
                        .with(AnalysisReader.parse("{window: 5m, metrics: [{restarts: '> 0'}]}")))
                .trigger(new Trigger("cli", null, 1, null))
                .build();

        assertThatThrownBy(() -> new DeployChange(request).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: '1 metrics' is not valid: expected none");
    }
}
