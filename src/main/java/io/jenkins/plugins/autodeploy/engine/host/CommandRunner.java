package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs processes where the workspace is: {@code ProcessBuilder} on a terminal, the step's own {@code Launcher} in Jenkins. */
public interface CommandRunner {
    /**
     * Runs a process to its end. Lines are decoded as UTF-8, without their terminator, split when longer than 8192 characters, and reach both consumers
     * as they come, one at a time.
     *
     * @return the exit code
     * @throws CommandTimeoutException when it ran longer than it may; the process and its children are gone
     * @throws IOException when it could not be started (no such program, agent gone)
     * @throws InterruptedException when the run was aborted; the process and its children are gone
     */
    int run(Command command, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException;
}
