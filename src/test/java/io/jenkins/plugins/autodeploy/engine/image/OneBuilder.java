package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.parts.Buildx;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * This machine as if only one builder were installed on it.
 *
 * @param name as it is called
 * @param program what is run then
 */
public record OneBuilder(String name, Path program, Map<String, String> environment) implements CommandRunner {
    private static final Set<String> BUILDERS = Set.of("docker", "buildah", "podman", "/kaniko/executor");
    private static final ProcessCommandRunner PROCESSES = new ProcessCommandRunner();

    /** Debian's own client, which brings BuildKit. */
    public static OneBuilder docker(DockerEngine engine) {
        return docker(DockerEngine.CLIENT, engine.host());
    }

    public static OneBuilder docker(Path client, String host) {
        return new OneBuilder("docker", client, Map.of("DOCKER_HOST", host));
    }

    /** A later client, with buildx. */
    public static OneBuilder buildx(DockerEngine engine, Path home) throws IOException {
        Map<String, String> environment = new HashMap<>(Buildx.environment(home));
        environment.put("DOCKER_HOST", engine.host());
        return new OneBuilder("docker", Buildx.client(), environment);
    }

    /** The same client where it does not find buildx: it has no BuildKit of its own any more. */
    public static OneBuilder withoutBuildx(DockerEngine engine, Path home) throws IOException {
        Files.writeString(home.resolve("config.json"), "{}");
        return new OneBuilder(
                "docker", Buildx.client(), Map.of("DOCKER_HOST", engine.host(), "DOCKER_CONFIG", home.toString()));
    }

    /** buildah or podman. */
    public static OneBuilder of(String tool, ContainersStore store) {
        return new OneBuilder(tool, Path.of("/usr/bin", tool), store.environment());
    }

    @Override
    public int run(Command command, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(command.arguments());
        if (arguments.get(0).equals(name)) {
            arguments.set(0, program.toString());
        } else if (BUILDERS.contains(arguments.get(0))) {
            throw new IOException("no such program");
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(command.environment());
        return PROCESSES.run(
                new Command(arguments, command.directory(), variables, command.timeout()),
                standardOutput,
                standardError);
    }
}
