package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.record.BuildPhase;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same with every builder of Dockerfiles that runs here; skopeo reads back what came to the registry. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BUILDX, Part.BUILDAH, Part.PODMAN, Part.REGISTRY})
class BuildersIT extends BuildersScene {
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

    /** As on another machine, or after somebody made room. */
    private void forgetAll(BuilderKind kind) throws Exception {
        if (kind.isDocker()) {
            engine.docker("system", "prune", "--all", "--force");
            engine.docker("builder", "prune", "--all", "--force");
        } else {
            store.ask("buildah", "rmi", "--all", "--force");
        }
    }
}
