package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.record.BuildPhase;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same with every builder of Dockerfiles that runs here, each for real; skopeo reads back what came to the registry. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BUILDX, Part.BUILDAH, Part.PODMAN, Part.REGISTRY})
class BuildersIT {
    private static final String DOCKERFILE = """
            FROM scratch AS base
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "echo", "hello from the build"]
            FROM base AS app
            ARG GREETING=none
            ENV GREETING=$GREETING
            COPY index.html /index.html
            CMD ["/bin/busybox", "httpd", "-f"]
            """;
    private static DockerEngine engine;

    @TempDir
    Path project;

    @TempDir
    Path kept;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;
    private ContainersStore store;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = DockerEngine.start();
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void makeProject() throws IOException {
        store = ContainersStore.open();
        DockerEngine.addBusybox(project);
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");
        Files.writeString(project.resolve("Dockerfile"), DOCKERFILE);
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNothing() throws Exception {
        assertThat(workspace.temporaries())
                .allSatisfy(directory -> assertThat(directory).doesNotExist());
        assertThat(store.containers()).isEmpty();
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void buildsPushesAndRecordsTheSameWithEach(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/team/app";
            BuildRequest request = BuildRequests.how(
                    BuildRequests.pushedAs(repository, ImageRegistry.USER, ImageRegistry.PASSWORD),
                    how -> how.buildArgs(Map.of("GREETING", "hi; rm -rf /")).labels(Map.of("team", "blue")));

            BuiltImage image = build(request, kind);

            JsonNode read = Json.readTree(registry.inspect("team/app:1.0"));
            assertThat(image.digest()).isEqualTo(read.path("Digest").asText());
            assertThat(registry.inspect("team/app:latest")).contains(image.digest());
            assertThat(image.reference()).isEqualTo(repository + "@" + image.digest());
            assertThat(read.path("Env").toString()).contains("GREETING=hi; rm -rf /");
            assertThat(read.path("Labels").path("team").asText()).isEqualTo("blue");
            assertThat(read.path("Labels")
                            .path("org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo("0123abc");
            assertThat(image.builder()).isEqualTo(kind.builder());
            assertThat(image.size()).isGreaterThan(Files.size(project.resolve("busybox")));
            assertThat(image.layers()).hasSize(3).allSatisfy(layer -> assertThat(layer.digest())
                    .startsWith("sha256:"));
            assertThat(image.layers().get(0).size()).isGreaterThanOrEqualTo(Files.size(project.resolve("busybox")));
            assertThat(image.layers().get(0).createdBy()).contains("COPY");
            assertThat(image.phases()).extracting(BuildPhase::name).containsExactly("prepare", "build", "push");
            assertThat(events.messages()).anyMatch(line -> line.contains("hello from the build"));
            assertThat(events.events())
                    .extracting(Event::progress)
                    .filteredOn(progress -> progress != null)
                    .isSorted()
                    .hasSizeGreaterThan(2);
            assertThat(events.messages()).noneMatch(line -> line.contains(ImageRegistry.PASSWORD));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatTheCacheSavedAndWhatChanged(BuilderKind kind) throws Exception {
        Files.writeString(project.resolve("Dockerfile"), """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "usleep", "110%d000"]
                COPY index.html /index.html
                """.formatted(kind.ordinal()));
        build(BuildRequests.plain("localhost/cached"), kind);
        Files.writeString(project.resolve("index.html"), "x".repeat(100_000));

        BuiltImage second = build(BuildRequests.plain("localhost/cached"), kind);

        BuildStep sleep = second.steps().stream()
                .filter(step -> step.instruction().contains("usleep"))
                .findFirst()
                .orElseThrow();
        assertThat(sleep.cached()).isTrue();
        assertThat(second.savedByCache()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(second.comparison()).isNotNull();
        assertThat(second.comparison().added())
                .extracting(ImageLayer::createdBy)
                .hasSize(1)
                .first()
                .asString()
                .contains("index.html");
        assertThat(second.comparison().removed()).hasSize(1);
        assertThat(events.messages())
                .anyMatch(line -> line.matches(".*.* kB \\(5 %\\) more than the image before.*saved \\d\\.\\d s.*"));
    }

    @ParameterizedTest
    @EnumSource
    void givesABuildItsSecretAndHidesIt(BuilderKind kind) throws Exception {
        Files.writeString(project.resolve("Dockerfile"), """
                FROM scratch
                COPY busybox /bin/busybox
                RUN --mount=type=secret,id=token ["/bin/busybox", "cat", "/run/secrets/token"]
                """);
        BuildRequest request = BuildRequests.how(BuildRequests.plain("localhost/secret"), how -> how.noCache(true)
                .secrets(Map.of("token", new SecretText("s3cr3t-of-the-build"))));

        BuiltImage image = build(request, kind);

        assertThat(events.messages()).anyMatch(line -> line.contains("****"));
        assertThat(events.messages() + " " + image).doesNotContain("s3cr3t-of-the-build");
    }

    @ParameterizedTest
    @EnumSource
    void buildsForSeveralPlatforms(BuilderKind kind) throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\nCOPY index.html /\n");
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuildRequest request = BuildRequests.how(
                    BuildRequests.pushed(registry.address() + "/multi"),
                    how -> how.platforms(List.of("linux/amd64", "linux/arm64")));

            BuiltImage image = build(request, kind);

            JsonNode index = registry.manifest("multi:1.0");
            assertThat(index.path("manifests").findValuesAsText("architecture"))
                    .containsExactlyInAnyOrder("amd64", "arm64");
            assertThat(registry.manifest("multi:latest")).isEqualTo(index);
            assertThat(registry.digest("multi:1.0")).isEqualTo(image.digest());
            assertThat(image.platforms()).containsExactly("linux/amd64", "linux/arm64");
            assertThat(image.layers()).hasSize(1);
        }
        if (!kind.isDocker()) {
            assertThat(store.ask("buildah", "images")).doesNotContain("autodeploy-");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILDAH", "PODMAN"})
    void keepsAnIndexThatIsNotPushed(BuilderKind kind) throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\nCOPY index.html /\n");
        BuildRequest request = BuildRequests.how(
                BuildRequests.plain("localhost/kept"), how -> how.platforms(List.of("linux/amd64", "linux/arm64")));

        build(request, kind);
        build(request, kind);

        JsonNode index = Json.readTree(store.ask(kind.builder(), "manifest", "inspect", "localhost/kept:1.0"));
        assertThat(index.path("manifests").findValuesAsText("architecture"))
                .containsExactlyInAnyOrder("amd64", "arm64");
        assertThat(store.ask("buildah", "images")).doesNotContain("autodeploy-");
    }

    @Test
    void saysThatDockerKeepsNoIndex() {
        BuildRequest request = BuildRequests.how(
                BuildRequests.plain("kept"), how -> how.platforms(List.of("linux/amd64", "linux/arm64")));

        assertThatThrownBy(() -> build(request, BuilderKind.DOCKER))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("platform: 'linux/amd64,linux/arm64' is not valid");
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtAStageAndWithoutNetworkAndCache(BuilderKind kind) throws Exception {
        BuildRequest request = BuildRequests.how(BuildRequests.plain("localhost/base"), how -> how.target("base")
                // Without rights to make networks podman knows but this one.
                .network(kind == BuilderKind.PODMAN ? "host" : "none")
                .noCache(true));

        BuiltImage image = build(request, kind);
        BuiltImage again = build(request, kind);

        assertThat(image.layers()).hasSize(2);
        assertThat(again.cachedSteps()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void namesTheBaseByTheRegistrysDigest(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuiltImage base = build(BuildRequests.pushed(registry.address() + "/base"), kind);
            forgetAll(kind);
            Files.writeString(
                    project.resolve("Dockerfile"),
                    "FROM %s/base:1.0\nCOPY index.html /other.html\n".formatted(registry.address()));

            BuiltImage image = build(
                    BuildRequests.how(BuildRequests.pushed(registry.address() + "/app"), how -> how.pull(true)), kind);

            assertThat(image.baseImage()).isEqualTo(registry.address() + "/base:1.0");
            assertThat(image.baseDigest()).isEqualTo(base.digest());
            assertThat(registry.manifest("app:1.0").toString() + registry.configuration("app:1.0"))
                    .contains("org.opencontainers.image.base.digest", base.digest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesLayersFromARepository(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/app";
            boolean docker = kind.isDocker();
            BuildRequest request = BuildRequests.how(
                    BuildRequests.pushedAs(repository, ImageRegistry.USER, ImageRegistry.PASSWORD),
                    how -> how.cacheTo(docker ? "inline" : registry.address() + "/cache")
                            .cacheFrom(List.of(docker ? repository + ":1.0" : registry.address() + "/cache")));
            Files.writeString(project.resolve("index.html"), "<h1>" + kind + System.nanoTime() + "</h1>");
            build(request, kind);
            forgetAll(kind);

            BuiltImage second = build(request, kind);

            assertThat(second.cachedSteps()).isPositive();
        }
    }

    @Test
    void saysThatDockersOwnBuilderPushesNoCache() {
        for (BuilderKind kind : List.of(BuilderKind.DOCKER, BuilderKind.BUILDX)) {
            BuildRequest request = BuildRequests.by(
                    "docker", BuildRequests.how(BuildRequests.plain("app"), how -> how.cacheTo("r.example.com/cache")));

            assertThatThrownBy(() -> build(request, kind))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cacheTo: 'r.example.com/cache'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatFailedAndLeavesNothing(BuilderKind kind) throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"false\"]\n");

        assertThatThrownBy(() -> build(BuildRequests.plain("localhost/broken"), kind))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("/bin/busybox false");
        assertThat(engine.ask("ps", "-aq")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endsEverythingWhenAbortedInAnInstruction(BuilderKind kind) throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"88%d\"]\n"
                        .formatted(kind.ordinal()));
        String sleeping = "sleep 88" + kind.ordinal();

        Throwable end = abortWhen(BuildRequests.plain("localhost/aborted"), kind, () -> running(sleeping));

        assertThat(end).isInstanceOf(InterruptedException.class);
        await().atMost(Duration.ofMinutes(1)).until(() -> !running(sleeping));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> engine.ask("ps", "-aq").isEmpty());
        assertThat(events.messages()).contains("Aborted");
    }

    @ParameterizedTest
    @EnumSource
    void endsEverythingWhenAbortedInAPush(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.holdUploads();
            BuildRequest request =
                    BuildRequests.pushedAs(gate.address() + "/app", ImageRegistry.USER, ImageRegistry.PASSWORD);

            Throwable end = abortWhen(request, kind, gate::holdsAnUpload);

            assertThat(end).isInstanceOf(InterruptedException.class);
            await().atMost(Duration.ofMinutes(1)).until(() -> !running("push " + gate.address()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesRegistryRepositoryAndUserWhenThePasswordIsWrong(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/app";

            assertThatThrownBy(() -> build(BuildRequests.pushedAs(repository, "robot", "wrong-password"), kind))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContainingAll("refused", registry.address(), repository, "user robot")
                    .hasMessageNotContaining("wrong-password");
            assertThat(events.messages()).noneMatch(line -> line.contains("trying again"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pushesAgainWhatFailedForAReasonThatPasses(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.open();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.refuseNextManifests(2, 503, "");

            BuiltImage image = build(BuildRequests.pushed(gate.address() + "/app"), kind);

            assertThat(registry.digest("app:1.0")).isEqualTo(image.digest());
            assertThat(events.messages()).anyMatch(line -> line.contains("trying again in 1 s"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatATagMayNotBeWrittenAgain(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.open();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.refuseNextManifests(
                    Integer.MAX_VALUE,
                    400,
                    "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"The image tag '1.0' already exists in the 'app' repository and cannot be overwritten because the repository is immutable.\"}]}");

            assertThatThrownBy(() -> build(BuildRequests.pushed(gate.address() + "/app"), kind))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("does not let a tag that is there be written again");
            assertThat(events.messages()).noneMatch(line -> line.contains("trying again"));
        }
    }

    /** Runs a build and interrupts it at a moment. */
    private Throwable abortWhen(BuildRequest request, BuilderKind kind, Callable<Boolean> moment) throws Exception {
        FutureTask<Throwable> build = new FutureTask<>(() -> catchThrowable(() -> build(request, kind)));
        Thread thread = new Thread(build);
        thread.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || moment.call());
        thread.interrupt();
        return build.get();
    }

    private BuiltImage build(BuildRequest request, BuilderKind kind) throws Exception {
        return new ImageBuild(
                        new NoKnowledge(), new NoDaemonless(), new LastImages(kept.resolve("images.json")), pause -> {})
                .build(request, workspace, kind.on(engine, store, kept), events, InstantSource.system());
    }

    /** As on another machine, or after somebody made room. */
    private void forgetAll(BuilderKind kind) throws Exception {
        if (kind.isDocker()) {
            engine.docker("system", "prune", "--all", "--force");
            engine.docker("builder", "prune", "--all", "--force");
        } else {
            store.ask("buildah", "rmi", "--all", "--force");
        }
    }

    private static boolean running(String commandLine) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(commandLine));
    }
}
