package io.jenkins.plugins.autodeploy.jenkins.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jenkins.util.Timer;

/**
 * Runs processes through the step's own launcher, so that {@code container('x')}, {@code docker.image().inside} and {@code withEnv} decorate them as they do {@code sh}.
 */
public final class LauncherCommandRunner implements CommandRunner {
    private final Launcher launcher;
    private final EnvVars environment;

    /** @param environment the step's own, as its context gives it */
    public LauncherCommandRunner(Launcher launcher, EnvVars environment) {
        this.launcher = launcher;
        this.environment = environment;
    }

    @Override
    public int run(Command command, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException {
        try (LineOutputStream out = new LineOutputStream(standardOutput);
                LineOutputStream err = new LineOutputStream(standardError)) {
            Proc process = start(command, out, err);
            AtomicBoolean timedOut = new AtomicBoolean();
            ScheduledFuture<?> killer = Timer.get()
                    .schedule(() -> kill(process, timedOut), command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            try {
                int exitCode = process.join();
                if (timedOut.get()) {
                    throw new CommandTimeoutException(command);
                }
                return exitCode;
            } catch (InterruptedException e) {
                process.kill();
                throw e;
            } finally {
                killer.cancel(false);
            }
        }
    }

    private Proc start(Command command, LineOutputStream out, LineOutputStream err)
            throws IOException, InterruptedException {
        EnvVars variables = new EnvVars(environment);
        variables.putAll(command.environment());
        FilePath directory = new FilePath(launcher.getChannel(), command.directory());
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.set(0, program(arguments.get(0), variables.get("PATH"), directory));
        return launcher.launch()
                .cmds(arguments)
                .envs(variables)
                .pwd(directory)
                .stdout(out)
                .stderr(err)
                .quiet(true)
                .start();
    }

    /**
     * Where the step's {@code PATH} has the program: the JVM of Jenkins or of the agent would look in the {@code PATH} that it was started with itself, which
     * {@code withEnv} and {@code tools} do not change. A launcher that is decorated may lead into a container and is left to look by itself.
     */
    private String program(String name, @CheckForNull String path, FilePath directory)
            throws IOException, InterruptedException {
        boolean plain = launcher instanceof Launcher.LocalLauncher || launcher instanceof Launcher.RemoteLauncher;
        if (!plain || !launcher.isUnix() || path == null || name.contains("/")) {
            return name;
        }
        return directory.act(new ProgramSearch(name, path));
    }

    private static void kill(Proc process, AtomicBoolean timedOut) {
        timedOut.set(true);
        try {
            process.kill();
        } catch (IOException e) {
            // The process ended by itself or its agent is gone: join() tells which.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
