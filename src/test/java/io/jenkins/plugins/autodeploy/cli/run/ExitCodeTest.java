package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, false, 0",
        "FAILED, true, 5",
        "ROLLED_BACK, true, 5",
        "FAILED, false, 6",
        "ABORTED, true, 5",
        "ABORTED, false, 6"
    })
    void tellsHowADeploymentEnded(DeploymentStatus status, boolean rolledBack, int code) {
        assertThat(ExitCode.of(deployment(status, rolledBack)).number()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"DETECT, 4", "BUILD, 4", "PUSH, 4", "SCAN, 3", "DEPLOY, 6", "VERIFY, 6", "ROLLBACK, 6"})
    void tellsWhichStageFailed(Stage stage, int code) {
        assertThat(ExitCode.ofFailed(stage).number()).isEqualTo(code);
    }

    private static Deployment deployment(DeploymentStatus status, boolean rolledBack) {
        return Deployment.asked(
                        "shop-1",
                        "dev",
                        new Target(Target.DOCKER, "unix:///d", "", "shop"),
                        "shop:2",
                        "rolling",
                        Instant.EPOCH,
                        new Trigger("cli", "ada", 1, null),
                        null)
                .toBuilder()
                .status(status)
                .reason("it does not start")
                .rolledBack(rolledBack)
                .build();
    }
}
