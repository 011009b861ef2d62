package io.jenkins.plugins.autodeploy.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Builds an image by {@code docker build}, with BuildKit where it is there. */
final class DockerImageBuild {
    private static final String ID_FILE = "image-id";
    private static final int LONGEST_ID = 200;
    private static final String FACTS = "{\"size\":{{json .Size}},\"layers\":{{json .RootFS.Layers}}}";

    private final DockerCli docker;
    private final Workspace workspace;
    private final EventSink events;

    DockerImageBuild(DockerCli docker, Workspace workspace, EventSink events) {
        this.docker = docker;
        this.workspace = workspace;
        this.events = events;
    }

    /**
     * An image in the daemon.
     *
     * @param id {@code sha256:…}
     * @param layers digests of their contents, the lowest first
     */
    record LocalImage(String id, long size, List<String> layers) {}

    LocalImage build(
            BuildRequest request,
            ImageNames names,
            DockerfileChoice dockerfile,
            Map<String, String> labels,
            DockerCli.Versions versions,
            Deadline deadline)
            throws StageFailedException, InterruptedException {
        BuildOutput output = new BuildOutput(events);
        try (TemporaryDirectory temporary = workspace.createTemporaryDirectory()) {
            boolean buildKit = docker.hasBuildKit(versions);
            if (buildKit) {
                dockerfile.writeGenerated(temporary);
            } else {
                dockerfile.forClassicBuilder().writeGenerated(temporary);
            }
            events.log(
                    Stage.BUILD,
                    "Building with docker %s and %s"
                            .formatted(
                                    versions.server(),
                                    buildKit ? "BuildKit" : "the classic builder (this client has no buildx)"));
            if (!buildKit && dockerfile.ignore() != null) {
                events.log(Stage.BUILD, "The classic builder leaves nothing out of the image: add a .dockerignore");
            }
            List<String> arguments = arguments(request, names, labels, buildKit, temporary.path());
            arguments.add("--file");
            arguments.add(dockerfile.absolutePath(workspace, temporary));
            arguments.add(dockerfile.contextPath(workspace));
            int exitCode = docker.run(
                    arguments,
                    Map.of("DOCKER_BUILDKIT", buildKit ? "1" : "0", "BUILDKIT_PROGRESS", "plain"),
                    deadline.remaining(),
                    output::line,
                    output::line);
            if (exitCode != 0) {
                throw failure(output, exitCode);
            }
            return inspect(new String(temporary.read(ID_FILE, LONGEST_ID), StandardCharsets.US_ASCII).strip());
        } catch (CommandTimeoutException e) {
            throw tooLate(request, output, e);
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.BUILD, "The build could not be run: " + e.getMessage(), "Check the machine of the build.", e);
        }
    }

    static List<String> arguments(
            BuildRequest request, ImageNames names, Map<String, String> labels, boolean buildKit, String temporary) {
        List<String> arguments = new ArrayList<>(List.of("build"));
        if (buildKit) {
            arguments.addAll(List.of("--progress", "plain"));
        } else {
            // Without it a failed build of the classic builder leaves its containers behind.
            arguments.add("--force-rm");
        }
        arguments.addAll(List.of("--iidfile", temporary + "/" + ID_FILE));
        names.references().forEach(reference -> arguments.addAll(List.of("--tag", reference)));
        new TreeMap<>(request.buildArgs())
                .forEach((name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
        new TreeMap<>(labels).forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
        if (request.target() != null) {
            arguments.addAll(List.of("--target", request.target()));
        }
        if (request.platform() != null) {
            arguments.addAll(List.of("--platform", request.platform()));
        }
        if (request.noCache()) {
            arguments.add("--no-cache");
        }
        if (request.pull()) {
            arguments.add("--pull");
        }
        return arguments;
    }

    private LocalImage inspect(String id) throws IOException, InterruptedException {
        DockerCli.Output output = docker.ask("image", "inspect", "--format", FACTS, id);
        if (!output.succeeded()) {
            throw new IOException("docker does not know the image that it built: " + output.errors());
        }
        JsonNode facts = DockerCli.parse(output.text());
        List<String> layers = StreamSupport.stream(facts.path("layers").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new LocalImage(id, facts.path("size").asLong(), layers);
    }

    private static StageFailedException tooLate(
            BuildRequest request, BuildOutput output, CommandTimeoutException cause) {
        return new StageFailedException(
                Stage.BUILD,
                "The build did not end within %d minutes; it was at: %s"
                        .formatted(request.timeout().toMinutes(), output.failure()),
                "Raise timeoutMinutes, or find out what hangs.",
                cause);
    }

    private StageFailedException failure(BuildOutput output, int exitCode) throws InterruptedException {
        DockerCli.Versions now = docker.versions();
        if (!now.daemonAnswers()) {
            return new StageFailedException(
                    Stage.BUILD,
                    "The docker daemon went away during the build: %s".formatted(output.failure()),
                    "Start the daemon again and look into its log.");
        }
        return new StageFailedException(
                Stage.BUILD,
                "docker build failed with exit code %d: %s".formatted(exitCode, output.failure()),
                DockerAdvice.of(output.tail()));
    }
}
