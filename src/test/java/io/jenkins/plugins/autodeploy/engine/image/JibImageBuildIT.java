package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with no daemon at all and pushes to a real registry; skopeo reads back what came there. */
@RequiresParts(Part.REGISTRY)
class JibImageBuildIT {
    private static final String OVER_HTTP = "sendCredentialsOverHttp";
    private static final PrebuiltContent SITE = new PrebuiltContent(Kind.SITE, ".", "scratch", 80);

    @TempDir
    Path project;

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
            BuiltImage image = build(BuildRequests.pushed(registry.address() + "/team/site"), SITE);

            var read = Json.readTree(registry.inspect("team/site:1.0"));
            assertThat(read.path("Digest").asText()).isEqualTo(image.digest());
            assertThat(registry.inspect("team/site:latest")).contains(image.digest());
            assertThat(read.path("Layers")).hasSize(1);
            assertThat(image.layers())
                    .containsExactly(read.path("Layers").path(0).asText());
            assertThat(image.size()).isPositive();
            assertThat(read.path("Labels")
                            .path("org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo("0123abc");
            assertThat(image.builder()).isEqualTo("jib");
        }
    }

    @Test
    void makesTheSameImageOfTheSameFiles() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuildRequest request = BuildRequests.pushed(registry.address() + "/site");

            BuiltImage first = build(request, SITE);
            Files.setLastModifiedTime(project.resolve("index.html"), FileTime.fromMillis(1_000));
            BuiltImage second = build(request, SITE);

            assertThat(second.digest()).isEqualTo(first.digest());
        }
    }

    @Test
    void putsAnImageOntoABaseFromTheRegistry() throws Exception {
        try (ImageRegistry registry = ImageRegistry.open()) {
            BuiltImage base = build(BuildRequests.pushed(registry.address() + "/base"), SITE);
            Files.createDirectories(project.resolve("target"));
            Files.write(project.resolve("target/shop-1.0.jar"), new byte[2000]);
            Files.write(project.resolve("target/shop-1.0-sources.jar"), new byte[2000]);

            BuiltImage image = build(
                    BuildRequests.pushed(registry.address() + "/shop"),
                    new PrebuiltContent(Kind.JAR, ".", base.reference(), 8080));

            assertThat(image.layers()).hasSize(2).startsWith(base.layers().get(0));
            assertThat(image.baseImage()).isEqualTo(base.reference());
        }
    }

    @Test
    void pushesWithAPasswordAndNamesTheUserWhenItIsWrong() throws Exception {
        System.setProperty(OVER_HTTP, "true");
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/site";
            BuiltImage image =
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
            JibImageBuild build = new JibImageBuild(noon, pause -> {
                pauses.add(pause);
                startAgain(registry);
            });

            BuiltImage image = build.build(project, BuildRequests.pushed(registry.address() + "/site"), SITE, events);

            assertThat(registry.inspect("site:1.0")).contains(image.digest());
            assertThat(pauses).hasSize(1);
            assertThat(events.messages()).anyMatch(line -> line.contains("trying again in 1 s"));
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        BuildRequest request = BuildRequests.pushed("127.0.0.1:9/app");

        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.JAR, ".", "scratch", 8080)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There is no built jar in target or build/libs");
        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.SITE, "dist", "scratch", 80)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There are no built files in dist");
        assertThatThrownBy(() -> build(request, new PrebuiltContent(Kind.SITE, ".", "No Base", 80)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("BASE_IMAGE");
        assertThatThrownBy(() -> build(BuildRequests.plain("127.0.0.1:9/app"), SITE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("push: 'false'");
    }

    private BuiltImage build(BuildRequest request, PrebuiltContent content) throws Exception {
        return new JibImageBuild(noon, pause -> {}).build(project, request, content, events);
    }

    private static void startAgain(ImageRegistry registry) {
        try {
            registry.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
