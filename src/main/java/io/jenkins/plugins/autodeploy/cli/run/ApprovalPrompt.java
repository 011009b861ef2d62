package io.jenkins.plugins.autodeploy.cli.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks the person at the terminal. */
final class ApprovalPrompt implements ApprovalAnswers {
    private static final int LOOK_EVERY_MILLIS = 100;

    private final Terminal terminal;
    private final Supplier<String> lines;
    private final String user;

    /** @param lines what the person types, line by line; waits for it, and gives null at the end */
    ApprovalPrompt(Terminal terminal, Supplier<String> lines, String user) {
        this.terminal = terminal;
        this.lines = lines;
        this.user = user;
    }

    @Override
    public void follow(DeploymentRun deployment, ScheduledExecutorService executor) {
        executor.schedule(
                () -> {
                    if (deployment.awaitsApproval().isPresent()) {
                        Thread asking = new Thread(
                                () -> ask(
                                        deployment, deployment.awaitsApproval().orElse(null)),
                                "autodeploy-approval");
                        asking.setDaemon(true); // nobody may ever answer
                        asking.start();
                    } else if (!deployment.outcome().toCompletableFuture().isDone()) {
                        follow(deployment, executor);
                    }
                },
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void ask(DeploymentRun deployment, @CheckForNull Deployment record) {
        if (record == null) {
            return;
        }
        String answer;
        do {
            terminal.tell("Deploy %s to %s? yes or no, and a comment if you like:"
                    .formatted(record.image(), record.environment()));
            answer = lines.get();
        } while (answer != null && !answer.strip().matches("(?i)(yes|no)( .*)?"));
        // Whoever closes the terminal did not say yes.
        String said = answer == null ? "no" : answer.strip();
        String[] parts = said.split(" ", 2);
        deployment.decide(
                new Approver(user, Set.of()), parts[0].equalsIgnoreCase("yes"), parts.length > 1 ? parts[1] : null);
    }
}
