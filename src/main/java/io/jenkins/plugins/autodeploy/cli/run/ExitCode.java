package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Stage;

/** How a command ended, as a shell sees it. */
public enum ExitCode {
    DONE(0),
    /** A fault of this program. */
    UNEXPECTED(1),
    WRONG_INPUT(2),
    GATE_FAILED(3),
    BUILD_FAILED(4),
    ROLLED_BACK(5),
    NOT_ROLLED_BACK(6),
    /** What was asked whether it is so is not. */
    DIFFERENT(7),
    /** 128 and the number of SIGINT, as shells have it. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitCode of(ScanReport report) {
        return report.passed() ? DONE : GATE_FAILED;
    }

    /** @param deployment with a status that is final */
    public static ExitCode of(Deployment deployment) {
        if (deployment.status() == DeploymentStatus.SUCCEEDED) {
            return DONE;
        }
        return deployment.rolledBack() ? ROLLED_BACK : NOT_ROLLED_BACK;
    }

    /** For a stage that failed with an exception; one of a deployment throws only when nothing was changed, so nothing was taken back. */
    public static ExitCode ofFailed(Stage stage) {
        return switch (stage) {
            case VALIDATE -> WRONG_INPUT;
            case SCAN -> GATE_FAILED;
            case CHECKOUT, DETECT, TEST, BUILD, PUSH -> BUILD_FAILED;
            case DEPLOY, VERIFY, ROLLBACK -> NOT_ROLLED_BACK;
        };
    }
}
