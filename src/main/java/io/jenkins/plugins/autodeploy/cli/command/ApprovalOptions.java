package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.run.ApprovalAnswers;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.Console;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whether a deployment waits until somebody has approved it. */
final class ApprovalOptions {
    @Option(names = "--approval", description = "Ask at the terminal before anything of the target is touched.")
    private boolean prompt;

    @Option(
            names = "--approval-file",
            paramLabel = "FILE",
            description =
                    "Wait until this file has the line 'approve NAME [comment]' or 'reject NAME [comment]', before anything of the target is touched.")
    private Path file;

    @Option(
            names = "--approval-timeout",
            paramLabel = "TIME",
            defaultValue = "1d",
            description = "How long to wait for approval, such as 30m or 2h (default: ${DEFAULT-VALUE}).")
    private String timeout;

    /** @return null when nobody is waited for */
    @CheckForNull
    ApprovalRule rule() throws InvalidInputException {
        return prompt || file != null ? ApprovalRule.of(null, 1, timeout, false) : null;
    }

    /** @throws InvalidInputException when somebody is to be asked at a terminal that is not there */
    ApprovalAnswers answers(Host host, boolean dryRun) throws InvalidInputException {
        if (dryRun || !prompt && file == null) {
            return ApprovalAnswers.NONE;
        }
        if (file != null) {
            return ApprovalAnswers.ofFile(file, host.terminal());
        }
        Console console = System.console();
        if (console == null) {
            throw new InvalidInputException("--approval", "", "a terminal to ask at; --approval-file needs none");
        }
        return ApprovalAnswers.ofPrompt(host.terminal(), console::readLine, host.user());
    }
}
