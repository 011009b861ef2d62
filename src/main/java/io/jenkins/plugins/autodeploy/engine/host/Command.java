package io.jenkins.plugins.autodeploy.engine.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process to run, never through a shell.
 *
 * @param arguments the program and its arguments; no secret is ever among them
 * @param directory absolute path of the working directory on the machine where it runs
 * @param environment variables set besides the inherited ones; values may be secrets, so they are never logged
 * @param timeout after which the process and its children are ended
 */
public record Command(List<String> arguments, String directory, Map<String, String> environment, Duration timeout) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
