package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the docker client against one host, so that an image that goes to no registry is built where it will run.
 *
 * @param url the value of {@code DOCKER_HOST}
 */
public record OnDockerHost(CommandRunner runner, String url) implements CommandRunner {
    @Override
    public int run(Command command, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.put("DOCKER_HOST", url);
        return runner.run(
                new Command(command.arguments(), command.directory(), environment, command.timeout()),
                standardOutput,
                standardError);
    }
}
