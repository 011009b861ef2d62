package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Instant;
import java.util.List;
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
        return new Deployment(
                "shop-1",
                "dev",
                new Target(Target.DOCKER, "unix:///d", "", "shop"),
                "shop:2",
                "shop:1",
                "rolling",
                status,
                2L,
                1L,
                Instant.EPOCH,
                Instant.EPOCH,
                new Trigger("cli", "ada", 1, null),
                null,
                List.of(),
                List.of(),
                null,
                null,
                "it does not start",
                rolledBack,
                null,
                null,
                List.of(),
                null);
    }
}
