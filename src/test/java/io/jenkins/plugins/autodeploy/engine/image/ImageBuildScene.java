package io.jenkins.plugins.autodeploy.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project and a docker that answers as asked, without any. */
abstract class ImageBuildScene {
    static final String ID = "sha256:" + "1".repeat(64);
    static final String DIGEST = "sha256:" + "2".repeat(64);
    static final String BASE_DIGEST = "sha256:" + "3".repeat(64);
    static final MadeImage BY_JIB = new MadeImage(DIGEST, 1, List.of(), null, List.of());

    @TempDir
    Path project;

    @TempDir
    Path kept;

    final RecordedEvents events = new RecordedEvents();
    final List<List<String>> commands = new ArrayList<>();
    final List<Map<String, String>> environments = new ArrayList<>();
    final List<JibRequest> byJib = new ArrayList<>();
    WatchedWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        workspace.assertThatNoTemporaryDirectoryIsLeft();
    }

    BuiltImage build(BuildRequest request, CommandRunner runner) throws Exception {
        return build(request, runner, Components.of("static", null, null));
    }

    BuiltImage build(BuildRequest request, CommandRunner runner, Component component) throws Exception {
        DaemonlessMachine jib = new DaemonlessMachine() {
            @Override
            public MadeImage pack(JibRequest asked, EventSink sink) {
                byJib.add(asked);
                return BY_JIB;
            }

            @Override
            public List<ImageLayer> layers(String reference, String platform, RegistryAccess access) {
                return List.of();
            }

            @Override
            public Optional<String> digest(String reference, RegistryAccess access) {
                return Optional.of("sha256:" + "3".repeat(64));
            }
        };
        return new ImageBuild(knowing(component), jib, new LastImages(kept.resolve("images.json")), pause -> {})
                .build(
                        request,
                        workspace,
                        runner,
                        events,
                        InstantSource.fixed(Instant.parse("2026-06-15T12:00:00.5Z")));
    }

    static ProjectKnowledge knowing(Component component) {
        return new ProjectKnowledge() {
            @Override
            public Component detect(String directory) {
                return component;
            }

            @Override
            public List<GeneratedFile> dockerfile(Component described) {
                return List.of(
                        new GeneratedFile(
                                "Dockerfile", "FROM nginx\nRUN --mount=type=cache,target=/root/.npm npm ci\n"),
                        new GeneratedFile(".dockerignore", ".env\n"));
            }
        };
    }

    List<String> buildCommand() {
        return commands.stream()
                .filter(command -> command.get(1).equals("build"))
                .findFirst()
                .orElseThrow();
    }

    /** Answers as docker does when all goes well. */
    CommandRunner docker() {
        return (command, out, err) -> {
            List<String> arguments = command.arguments();
            commands.add(arguments);
            environments.add(command.environment());
            switch (arguments.get(1)) {
                case "version" ->
                    out.accept("{\"Client\":{\"Version\":\"20.10.24\"},\"Server\":{\"Version\":\"20.10.24\"}}");
                case "config" -> out.accept("https://user:token@git.example.com/team/app.git");
                case "buildx" -> {
                    return 1;
                }
                case "history" -> out.accept("{\"CreatedBy\":\"COPY . / # buildkit\",\"Size\":\"5\"}");
                case "build" -> {
                    Path id = Path.of(arguments.get(arguments.indexOf("--iidfile") + 1));
                    Files.write(id, ID.getBytes(UTF_8));
                }
                case "image" ->
                    out.accept(
                            arguments.contains("{{json .RepoDigests}}")
                                    ? "[\"node@" + BASE_DIGEST + "\"]"
                                    : "{\"size\":5,\"layers\":[\"sha256:a\"]}");
                case "context" -> out.accept("unix:///var/run/docker.sock");
                case "push" -> out.accept("1.0: digest: " + DIGEST + " size: 527");
                default -> throw new IOException("not expected: " + arguments);
            }
            return 0;
        };
    }

    static CommandRunner nothingThere() {
        return (command, out, err) -> {
            if (!command.arguments().get(0).equals("docker")) {
                throw new IOException("no such program");
            }
            out.accept("{\"Client\":{\"Version\":\"20.10.24\"},\"Server\":null}");
            err.accept("Cannot connect to the Docker daemon");
            return 1;
        };
    }
}
