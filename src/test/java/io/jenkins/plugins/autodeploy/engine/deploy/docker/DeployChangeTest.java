package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployChangeTest {
    @Test
    void refusesAnAnalysisInsteadOfLeavingItOut() throws Exception {
        DeployRequest request = new DeployRequest(
                "d1",
                "dev",
                "web:1",
                "",
                "web",
                List.of(),
                null,
                null,
                null,
                Map.of(),
                "rolling",
                new HealthCheck(null, Duration.ofSeconds(1)),
                Duration.ofMinutes(1),
                true,
                false,
                new Trigger("cli", null, 1, null),
                null,
                AnalysisReader.parse("{window: 5m, metrics: [{restarts: '> 0'}]}"),
                null);

        assertThatThrownBy(() -> new DeployChange(request).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: '1 metrics' is not valid: expected none");
    }
}
