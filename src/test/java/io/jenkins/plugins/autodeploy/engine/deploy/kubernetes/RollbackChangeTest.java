package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import org.junit.jupiter.api.Test;

class RollbackChangeTest {
    @Test
    void refusesToCompareWithAVersionThatDoesNotRunBesideIt() throws Exception {
        RollbackRequest request = RollbackRequest.of("r1", "dev", "web")
                .plan(RolloutPlan.of(RolloutPlan.ROLLING)
                        .with(AnalysisReader.parse("{window: 1m, metrics: [{restarts: 'degradation > 20 %'}]}")))
                .trigger(new Trigger("user", "ada", 1, null))
                .build();

        assertThatThrownBy(() -> new RollbackChange(request).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'restarts' is not valid: expected the strategy blueGreen or canary");
    }
}
