package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workloads' containers on a Docker host. */
final class Containers {
    private static final int STOP_SECONDS = 10;
    private static final int LOG_LINES = 20;

    private final DockerClient client;
    private final TemporaryDirectories temporary;

    Containers(DockerClient client, TemporaryDirectories temporary) {
        this.client = client;
        this.temporary = temporary;
    }

    /** All containers of all workloads, running or not, the lowest revision first. */
    List<WorkloadContainer> all() throws DockerException, InterruptedException {
        List<String> ids = client.docker(
                        List.of("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + Labels.WORKLOAD))
                .output();
        return inspect(ids);
    }

    Optional<WorkloadContainer> find(String name) throws DockerException, InterruptedException {
        return inspect(List.of(name)).stream().findFirst();
    }

    /** Makes a container that does not run yet. */
    void create(NewContainer container) throws DockerException, InterruptedException {
        try (TemporaryDirectory directory = temporary.create()) {
            String variables = String.join("\n", container.env()) + "\n";
            directory.write("env", variables.getBytes(StandardCharsets.UTF_8));
            client.docker(container.command(directory.path() + "/env"));
        } catch (IOException e) {
            throw new DockerException(Kind.REFUSED, "the environment could not be put into a file for docker", e);
        }
    }

    void start(String name) throws DockerException, InterruptedException {
        client.docker(List.of("start", name));
    }

    /** From now on the daemon starts the container again when it ends by itself, or when the daemon is restarted. */
    void keepRunning(String name) throws DockerException, InterruptedException {
        client.docker(List.of("update", "--restart", WorkloadContainer.RESTART_POLICY, name));
    }

    void stop(String name) throws DockerException, InterruptedException {
        client.docker(List.of("stop", "--time", String.valueOf(STOP_SECONDS), name));
    }

    /** Harmless when it is not there. */
    void remove(String name) throws DockerException, InterruptedException {
        try {
            client.docker(List.of("rm", "--force", "--volumes", name));
        } catch (DockerException e) {
            if (e.kind() != Kind.ABSENT) {
                throw e;
            }
        }
    }

    /** The last lines that the container wrote. */
    List<String> lastLines(String name) throws DockerException, InterruptedException {
        DockerClient.Result logs = client.tryDocker(List.of("logs", "--tail", String.valueOf(LOG_LINES), name));
        return Stream.concat(logs.output().stream(), logs.errors().stream())
                .filter(line -> !line.isBlank())
                .toList();
    }

    private List<WorkloadContainer> inspect(List<String> names) throws DockerException, InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("container", "inspect"));
        command.addAll(names);
        // The exit code only tells that one of them is gone meanwhile; the others are shown all the same.
        DockerClient.Result result = client.tryDocker(command);
        try {
            List<WorkloadContainer> containers = new ArrayList<>();
            for (JsonNode inspected : Json.readTree(result.json())) {
                WorkloadContainer.of(inspected).ifPresent(containers::add);
            }
            containers.sort(Comparator.comparingInt(WorkloadContainer::revision));
            return containers;
        } catch (JsonProcessingException e) {
            throw new DockerException(Kind.REFUSED, "docker container inspect did not answer with JSON", e);
        }
    }
}
