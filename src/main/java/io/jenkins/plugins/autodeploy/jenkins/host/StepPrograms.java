package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs programs on the agent of a step, which is looked for each time: after a restart of Jenkins it may come back late. */
public final class StepPrograms implements CredentialPrograms {
    private final StepContext context;

    public StepPrograms(StepContext context) {
        this.context = context;
    }

    @Override
    public int run(
            List<String> arguments,
            Map<String, String> environment,
            Duration timeout,
            Consumer<String> standardOutput,
            Consumer<String> standardError)
            throws IOException, InterruptedException {
        Launcher launcher = context.get(Launcher.class);
        FilePath workspace = context.get(FilePath.class);
        if (launcher == null || workspace == null) {
            throw new IOException("there is no agent to run it on: use the step inside node");
        }
        return new LauncherCommandRunner(launcher, context.get(EnvVars.class))
                .run(
                        new Command(arguments, workspace.getRemote(), environment, timeout),
                        standardOutput,
                        standardError);
    }
}
