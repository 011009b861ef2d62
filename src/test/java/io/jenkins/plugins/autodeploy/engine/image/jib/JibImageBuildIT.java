package io.jenkins.plugins.autodeploy.engine.image.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.RegistryGate;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.image.request.SourceLabels;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with no daemon at all and pushes to a real registry; skopeo reads back what came there. */
@RequiresParts(Part.REGISTRY)
class JibImageBuildIT {
    private static final String OVER_HTTP = "sendCredentialsOverHttp";
    private static final PrebuiltContent SITE = new PrebuiltContent(Kind.SITE, ".", null, "scratch", null, 80);

    @TempDir
    Path project;

    @TempDir
    Path cache;

    private final RecordedEvents events = new RecordedEvents();
    private final InstantSource noon = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));

    @BeforeEach
    void makeSite() throws IOException {
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");
        Files.createDirectories(project.resolve("img"));
        Files.write(project.resolve("img/logo.png"), new byte[5000]);
        Files.writeString(project.resolve(".env"), "TOKEN=secret");
    }

    @AfterEach
    void forgetProperty() {
        System.clearProperty(OVER_HTTP);
    }

    @Test
    void packsASiteOntoNothingAndReturnsTheRegistrysDigest() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            MadeImage image = build(BuildRequests.pushed(registry.address() + "/team/site"), SITE);

            var read = Json.readTree(registry.inspect("team/site:1.0"));
            assertThat(read.path("Digest").asText()).isEqualTo(image.digest());
            assertThat(registry.inspect("team/site:latest")).contains(image.digest());
            assertThat(read.path("Layers")).hasSize(1);
            assertThat(image.layers())
                    .extracting(ImageLayer::digest)
                    .containsExactly(read.path("Layers").path(0).asText());
            assertThat(image.size()).isPositive();
            assertThat(read.path("Labels")
                            .path("org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo("0123abc");
            assertThat(events.events()).anyMatch(event -> event.progress() != null && event.progress() > 50);
        }
    }

    @Test
    void makesTheSameImageOfTheSameFiles() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuildRequest request = BuildRequests.pushed(registry.address() + "/site");

            MadeImage first = build(request, SITE);
            Files.setLastModifiedTime(project.resolve("index.html"), FileTime.fromMillis(1_000));
            MadeImage second = build(request, SITE);

            assertThat(second.digest()).isEqualTo(first.digest());
            assertThat(first.steps()).noneMatch(BuildStep::cached);
            assertThat(second.steps()).allMatch(BuildStep::cached);
        }
    }

    @Test
    void putsAnImageOntoABaseFromTheRegistryAndNamesItsDigest() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            MadeImage base = build(BuildRequests.pushed(registry.address() + "/base"), SITE);
            String baseReference = registry.address() + "/base:1.0";
            Files.createDirectories(project.resolve("target"));
            Jars.write(project.resolve("target/shop-1.0.jar"), Map.of("Main-Class", "Main"), "Main.class");
            Files.write(project.resolve("target/shop-1.0-sources.jar"), new byte[2000]);

            MadeImage image = build(
                    BuildRequests.pushed(registry.address() + "/shop"),
                    new PrebuiltContent(Kind.JAR, ".", null, baseReference, null, 8080));

            assertThat(image.layers()).hasSize(2).startsWith(base.layers().get(0));
            assertThat(image.baseDigest()).isEqualTo(base.digest());
            assertThat(Json.readTree(registry.inspect("shop:1.0"))
                            .path("Labels")
                            .path(SourceLabels.BASE_DIGEST)
                            .asText())
                    .isEqualTo(base.digest());
        }
    }

    @Test
    void saysThatTheBaseIsNotThere() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            PrebuiltContent content =
                    new PrebuiltContent(Kind.SITE, ".", null, registry.address() + "/no/base:1", null, 80);

            assertThatThrownBy(() -> build(BuildRequests.pushed(registry.address() + "/site"), content))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageStartingWith("The base image " + registry.address() + "/no/base:1 cannot be read: ");
        }
    }

    @Test
    void putsAnImageOntoABaseFromATar() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            MadeImage base = build(BuildRequests.pushed(registry.address() + "/base"), SITE);
            registry.save("base:1.0", project.resolve("base.tar"));
            MadeImage image = build(
                    BuildRequests.pushed(registry.address() + "/site"),
                    new PrebuiltContent(Kind.SITE, "img", null, "tar://base.tar", null, 80));

            assertThat(image.layers()).hasSize(2);
            assertThat(image.layers().get(0).digest())
                    .isEqualTo(base.layers().get(0).digest());
        }
    }

    @Test
    void packsInEitherFormatAndForSeveralPlatforms() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuildRequest plain = BuildRequests.pushed(registry.address() + "/site");

            build(BuildRequests.how(plain, how -> how.format("oci")), SITE);
            assertThat(registry.manifest("site:1.0").path("mediaType").asText())
                    .isEqualTo("application/vnd.oci.image.manifest.v1+json");
            build(BuildRequests.how(plain, how -> how.format("docker")), SITE);
            assertThat(registry.manifest("site:1.0").path("mediaType").asText())
                    .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
            MadeImage index =
                    build(BuildRequests.how(plain, how -> how.platforms(List.of("linux/amd64", "linux/arm64"))), SITE);

            assertThat(registry.manifest("site:1.0").path("manifests")).hasSize(2);
            assertThat(index.layers()).hasSize(1);
        }
    }

    @Test
    void pushesWithAPasswordAndNamesTheUserWhenItIsWrong() throws Exception {
        System.setProperty(OVER_HTTP, "true");
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/site";
            MadeImage image =
                    build(BuildRequests.pushedAs(repository, ImageRegistry.USER, ImageRegistry.PASSWORD), SITE);

            assertThat(registry.inspect("site:1.0")).contains(image.digest());
            assertThat(image.layers()).hasSize(1);
            assertThatThrownBy(() -> build(BuildRequests.pushedAs(repository, "robot", "wrong-password"), SITE))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContainingAll(registry.address(), repository, "user robot")
                    .hasMessageNotContaining("wrong-password")
                    .extracting(failure -> ((StageFailedException) failure).stage())
                    .isEqualTo(Stage.PUSH);
        }
    }

    @Test
    void keepsThePasswordBackWhereItWouldGoInTheClear() throws Exception {
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            BuildRequest request =
                    BuildRequests.pushedAs(registry.address() + "/site", ImageRegistry.USER, ImageRegistry.PASSWORD);

            assertThatThrownBy(() -> build(request, SITE))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("plain HTTP, so the password of user robot was not sent");
        }
    }

    @Test
    void pushesAgainWhenTheRegistryComesBack() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            registry.stop();
            List<Duration> pauses = new ArrayList<>();
            JibImageBuild build = new JibImageBuild(cache, noon, pause -> {
                pauses.add(pause);
                startAgain(registry);
            });

            MadeImage image =
                    build.build(project, asked(BuildRequests.pushed(registry.address() + "/site"), SITE), events);

            assertThat(registry.inspect("site:1.0")).contains(image.digest());
            assertThat(pauses).hasSize(1);
            assertThat(events.messages()).anyMatch(line -> line.contains("trying again in 1 s"));
        }
    }

    @Test
    void endsWhenAbortedInAPushAndLeavesNoThread() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.holdUploads();
            FutureTask<Throwable> build = new FutureTask<>(
                    () -> catchThrowable(() -> build(BuildRequests.pushed(gate.address() + "/site"), SITE)));
            ThreadGroup group = new ThreadGroup("build");
            Thread thread = new Thread(group, build);
            thread.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || gate.holdsAnUpload());

            thread.interrupt();

            assertThat(build.get()).isInstanceOf(InterruptedException.class);
            gate.release();
            await().atMost(Duration.ofMinutes(1)).until(() -> group.activeCount() == 0);
        }
    }

    @Test
    void pushesOnWhenTheRegistryWasKilledInMidPushAndCameBack() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.holdUploads();
            CountDownLatch back = new CountDownLatch(1);
            JibImageBuild jib = new JibImageBuild(cache, noon, pause -> back.await());
            FutureTask<MadeImage> build = new FutureTask<>(
                    () -> jib.build(project, asked(BuildRequests.pushed(gate.address() + "/site"), SITE), events));
            new Thread(build).start();
            await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || gate.holdsAnUpload());

            registry.kill();
            gate.release();
            await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || gate.failures() > 0);
            registry.start();
            back.countDown();

            MadeImage image = build.get();
            assertThat(registry.digest("site:1.0")).isEqualTo(image.digest());
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        BuildRequest request = BuildRequests.pushed("127.0.0.1:9/app");

        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.JAR, ".", null, "scratch", null, 8080)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There is no built jar in target or build/libs");
        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.SITE, "dist", null, "scratch", null, 80)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There are no built files in dist");
        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.SITE, ".", null, "No Base", null, 80)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("baseImage: 'No Base'");
        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.SITE, ".", null, "tar://../x.tar", null, 80)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("baseImage: 'tar://../x.tar'");
    }

    private MadeImage build(BuildRequest request, PrebuiltContent content) throws Exception {
        return new JibImageBuild(cache, noon, pause -> {}).build(project, asked(request, content), events);
    }

    private static JibRequest asked(BuildRequest request, PrebuiltContent content) {
        return new JibRequest(request, content, SourceLabels.of(request, "", null), null);
    }

    private static void startAgain(ImageRegistry registry) {
        try {
            registry.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
