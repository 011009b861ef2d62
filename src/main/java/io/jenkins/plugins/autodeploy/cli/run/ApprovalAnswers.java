package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** From where the decision on a deployment comes that waits for approval. */
@FunctionalInterface
public interface ApprovalAnswers {
    /** For deployments that wait for nobody. */
    ApprovalAnswers NONE = (deployment, executor) -> {};

    /** Decided by the first line of a file: {@code approve NAME [comment]} or {@code reject NAME [comment]}. */
    static ApprovalAnswers ofFile(Path file, Terminal terminal) {
        return new ApprovalFile(file, terminal);
    }

    /**
     * Decided by a person at the terminal.
     *
     * @param lines what the person types, line by line; waits for it, and gives null at the end
     */
    static ApprovalAnswers ofPrompt(Terminal terminal, Supplier<String> lines, String user) {
        return new ApprovalPrompt(terminal, lines, user);
    }

    /** Hands the decision to the deployment once there is one. Returns at once; what it still waits for ends with the executor. */
    void follow(DeploymentRun deployment, ScheduledExecutorService executor);
}
