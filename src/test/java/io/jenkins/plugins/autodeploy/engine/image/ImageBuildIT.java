package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.registry.Pause;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds with a real Docker Engine and pushes to a real registry; skopeo reads back what came there. */
@RequiresParts({Part.DOCKER_ENGINE, Part.REGISTRY, Part.BUILDX})
class ImageBuildIT extends EngineScene {
    private static final String DOCKERFILE = """
            ARG VERSION=0
            FROM scratch AS base
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "echo", "hello from the build"]
            FROM base
            COPY index.html /index.html
            CMD ["/bin/busybox", "httpd", "-f"]
            """;

    @BeforeEach
    void makeProject() throws IOException {
        makeProject(DOCKERFILE);
        Files.writeString(project.resolve("index.html"), "<h1>" + Instant.now() + "</h1>");
    }

    @Test
    void buildsWithBuildKitAndPushesEveryTag() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            String repository = registry.address() + "/team/app";

            BuiltImage image = build(BuildRequests.pushed(repository), debianClient());

            var first = Json.readTree(registry.inspect("team/app:1.0"));
            assertThat(image.digest()).isEqualTo(first.path("Digest").asText());
            assertThat(registry.inspect("team/app:latest")).contains(image.digest());
            assertThat(image.reference()).isEqualTo(repository + "@" + image.digest());
            assertThat(first.path("Labels")
                            .path("org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo("0123abc");
            assertThat(first.path("Labels").path("team").asText()).isEqualTo("blue");
            assertThat(image.layers()).hasSize(3);
            assertThat(image.size()).isGreaterThan(Files.size(project.resolve("busybox")));
            assertThat(image.baseImage()).isEqualTo("scratch");
            assertThat(events.messages()).anyMatch(line -> line.contains("BuildKit"));
            assertThat(events.messages()).anyMatch(line -> line.contains("hello from the build"));
            assertThat(events.events()).extracting(Event::progress).containsSubsequence(50, 99);
            assertThat(stages()).containsExactly("build RUNNING", "build SUCCEEDED", "push RUNNING", "push SUCCEEDED");
        }
    }

    @Test
    void buildsWithTheClassicBuilderWhereTheClientHasNoBuildKit() throws Exception {
        BuiltImage image = build(BuildRequests.plain("classic"), OneBuilder.withoutBuildx(engine, kept));

        assertThat(image.reference()).isEqualTo("classic:1.0");
        assertThat(image.pushed()).isFalse();
        assertThat(image.digest()).startsWith("sha256:");
        assertThat(events.messages()).anyMatch(line -> line.contains("classic builder"));
        assertThat(events.events()).extracting(Event::progress).containsSubsequence(9, 45, 99);
    }

    @Test
    void usesAGeneratedDockerfileWithoutTouchingTheTree() throws Exception {
        Files.delete(project.resolve("Dockerfile"));
        Files.writeString(project.resolve("private.txt"), "not for the image");
        ProjectKnowledge knowledge = new StandInKnowledge(List.of(
                new GeneratedFile("Dockerfile", "FROM scratch\nCOPY . /site\n"),
                new GeneratedFile(".dockerignore", "private.txt\nbusybox\n")));

        BuiltImage image = new ImageBuild(knowledge, new NoDaemonless(), lastImages())
                .build(BuildRequests.plain("generated"), workspace, debianClient(), events, InstantSource.system());

        assertThat(image.size()).isEqualTo(Files.size(project.resolve("index.html")));
        try (Stream<Path> tree = Files.list(project)) {
            assertThat(tree.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("busybox", "index.html", "private.txt");
        }
    }

    @Test
    void pushesWithCredentialsThatAreGoneAfterwards() throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            BuildRequest request =
                    BuildRequests.pushedAs(registry.address() + "/app", ImageRegistry.USER, ImageRegistry.PASSWORD);

            BuiltImage image = build(request, debianClient());

            assertThat(registry.inspect("app:1.0")).contains(image.digest());
            assertThat(events.messages()).noneMatch(line -> line.contains(ImageRegistry.PASSWORD));
        }
    }

    @Test
    void namesRegistryRepositoryAndUserWhenThePasswordIsWrong() throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/app";

            assertThatThrownBy(
                            () -> build(BuildRequests.pushedAs(repository, "robot", "wrong-password"), debianClient()))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContainingAll(registry.address(), repository, "user robot")
                    .hasMessageNotContaining("wrong-password")
                    .extracting(failure -> ((StageFailedException) failure).stage())
                    .isEqualTo(Stage.PUSH);
            assertThat(events.messages()).noneMatch(line -> line.contains("trying again"));
        }
    }

    @Test
    void pushesAgainWhenTheRegistryComesBack() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            registry.stop();
            List<Duration> pauses = new ArrayList<>();
            Pause restart = duration -> {
                pauses.add(duration);
                if (pauses.size() == 2) {
                    startAgain(registry);
                }
            };

            BuiltImage image = new ImageBuild(nothingKnown(), new NoDaemonless(), lastImages(), restart)
                    .build(
                            BuildRequests.pushed(registry.address() + "/app"),
                            workspace,
                            debianClient(),
                            events,
                            InstantSource.system());

            assertThat(registry.inspect("app:1.0")).contains(image.digest());
            assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(events.messages()).anyMatch(line -> line.contains("trying again in 1 s"));
        }
    }

    @Test
    void saysWhichInstructionFailed() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"false\"]\n");

        assertThatThrownBy(() -> build(BuildRequests.plain("broken"), debianClient()))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("/bin/busybox false")
                .hasMessageContaining("exit code");
        assertThat(stages()).containsExactly("build RUNNING", "build FAILED");
    }

    @Test
    void endsEverythingWhenAborted() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"777\"]\n");
        FutureTask<Throwable> build =
                new FutureTask<>(() -> catchThrowable(() -> build(BuildRequests.plain("aborted"), debianClient())));
        Thread thread = new Thread(build);
        thread.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> running("sleep 777"));

        thread.interrupt();

        assertThat(build.get()).isInstanceOf(InterruptedException.class);
        await().atMost(Duration.ofMinutes(1)).until(() -> !running("sleep 777"));
    }

    @Test
    void saysThatTheDaemonWentAwayInMidBuild() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"778\"]\n");
        try (DockerEngine other = DockerEngine.start()) {
            FutureTask<Throwable> build = new FutureTask<>(() -> catchThrowable(
                    () -> build(BuildRequests.plain("gone"), OneBuilder.docker(DockerEngine.CLIENT, other.host()))));
            new Thread(build).start();
            await().atMost(Duration.ofMinutes(1)).until(() -> running("sleep 778"));

            other.kill();

            assertThat(build.get())
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("The docker daemon went away during the build");
        } finally {
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("sleep 778"))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void saysThatNoDaemonAnswersAndWhatElseWasTried() {
        assertThatThrownBy(() -> build(
                        BuildRequests.plain("app"),
                        OneBuilder.docker(DockerEngine.CLIENT, "unix://" + project + "/none.sock")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContainingAll(
                        "No docker daemon answers", "Jib, which needs no tool, cannot run a Dockerfile");
    }

    private BuiltImage build(BuildRequest request, CommandRunner runner) throws Exception {
        return new ImageBuild(nothingKnown(), new NoDaemonless(), lastImages(), duration -> {})
                .build(request, workspace, runner, events, InstantSource.system());
    }

    private List<String> stages() {
        return events.events().stream()
                .filter(event -> event.type() == EventType.STAGE)
                .map(event -> event.stage().label() + " " + event.status())
                .toList();
    }

    private static boolean running(String commandLine) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(commandLine));
    }

    private static void startAgain(ImageRegistry registry) {
        try {
            registry.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CommandRunner debianClient() {
        return OneBuilder.docker(engine);
    }

    private LastImages lastImages() {
        return new LastImages(kept.resolve("images.json"));
    }

    private static ProjectKnowledge nothingKnown() {
        return new StandInKnowledge(List.of());
    }

    /** A project of which only the generated files matter. */
    private record StandInKnowledge(List<GeneratedFile> files) implements ProjectKnowledge {
        @Override
        public Component detect(String directory) {
            return Components.of("static", null, null);
        }

        @Override
        public List<GeneratedFile> dockerfile(Component component) {
            return files;
        }
    }
}
