package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.registry.Pause;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RegistryCertificates;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import io.jenkins.plugins.autodeploy.parts.SmallFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong around a build: registries that are not trusted or go away, full disks, builders that are killed. Each leaves nothing and says what happened. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BUILDX, Part.BUILDAH, Part.PODMAN, Part.REGISTRY})
class BuildFaultsIT extends StoreScene {
    private static final Path TRUSTED_BY_DOCKER = Path.of("/etc/docker/certs.d");
    private static RegistryCertificates certificates;

    @TempDir
    static Path keys;

    @BeforeAll
    static void certify() throws Exception {
        certificates = RegistryCertificates.of(engine.gateway(), keys);
    }

    @BeforeEach
    void makeProject() throws IOException {
        makeProject("FROM scratch\nCOPY busybox /bin/busybox\n");
    }

    @ParameterizedTest
    @EnumSource
    void trustsARegistryByTheAuthorityThatIsNamed(BuilderKind kind) throws Exception {
        try (ImageRegistry registry =
                ImageRegistry.withTls(engine.gateway(), certificates.valid(), certificates.key())) {
            Path trusted = TRUSTED_BY_DOCKER.resolve(registry.address());
            try {
                if (kind.isDocker()) {
                    // Its daemon reads what the administrator of its machine put there.
                    Files.createDirectories(trusted);
                    Files.copy(certificates.authority(), trusted.resolve("ca.crt"));
                }
                String authority = kind.isDocker() ? null : Files.readString(certificates.authority());

                BuiltImage image = build(secured(registry, authority), kind);

                assertThat(registry.digest("app:1.0")).isEqualTo(image.digest());
            } finally {
                Files.deleteIfExists(trusted.resolve("ca.crt"));
                Files.deleteIfExists(trusted);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysHowARegistryCouldBeTrusted(BuilderKind kind) throws Exception {
        try (ImageRegistry registry =
                ImageRegistry.withTls(engine.gateway(), certificates.valid(), certificates.key())) {
            assertThatThrownBy(() -> build(secured(registry, null), kind))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContainingAll("no connection that is trusted", registry.address())
                    .extracting(failure -> ((StageFailedException) failure).advice())
                    .asString()
                    .contains("/etc/docker/certs.d/" + registry.address() + "/ca.crt", "insecureRegistry");
            assertThat(events.messages()).noneMatch(line -> line.contains("trying again"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatACertificateIsOver(BuilderKind kind) throws Exception {
        try (ImageRegistry registry =
                ImageRegistry.withTls(engine.gateway(), certificates.expired(), certificates.key())) {
            assertThatThrownBy(() -> build(secured(registry, Files.readString(certificates.authority())), kind))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("The certificate of the registry is not valid now");
        }
    }

    @ParameterizedTest
    @EnumSource
    void wantsToBeToldThatARegistryIsInsecure(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.openAt(engine.gateway())) {
            BuildRequest request = BuildRequests.through(
                    BuildRequests.pushed(registry.address() + "/app"), RegistryAccess.OF_THE_MACHINE);

            assertThatThrownBy(() -> build(request, kind))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("no connection that is trusted");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pushesOnWhenTheRegistryWasKilledInMidPushAndCameBack(BuilderKind kind) throws Exception {
        try (ImageRegistry registry = ImageRegistry.open();
                RegistryGate gate = RegistryGate.before(registry)) {
            gate.holdUploads();
            CountDownLatch back = new CountDownLatch(1);
            OneBuilder builder = kind.on(engine, store, kept);
            FutureTask<BuiltImage> build = new FutureTask<>(
                    () -> build(BuildRequests.pushed(gate.address() + "/app"), builder, duration -> back.await()));
            new Thread(build).start();
            await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || gate.holdsAnUpload());

            registry.kill();
            gate.release();
            await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || gate.failures() > 0);
            registry.start();
            back.countDown();

            BuiltImage image = build.get();
            assertThat(registry.digest("app:1.0")).isEqualTo(image.digest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheDiskIsFull(BuilderKind kind) throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"dd\", \"if=/dev/zero\", \"of=/large\", \"bs=1M\", \"count=200\"]\n");
        try (SmallFileSystem disk = SmallFileSystem.ofMegabytes(60)) {
            DockerEngine full = kind.isDocker() ? DockerEngine.startIn(disk.directory()) : null;
            ContainersStore small = kind.isDocker() ? store : ContainersStore.in(disk.directory());
            try {
                assertThatThrownBy(() ->
                                build(BuildRequests.plain("localhost/large"), kind.on(full, small, kept), Pause.REAL))
                        .isInstanceOf(StageFailedException.class)
                        .extracting(failure -> ((StageFailedException) failure).advice())
                        .asString()
                        .contains("Make room on the disk");
                assertThat(small.containers()).isEmpty();
            } finally {
                if (full != null) {
                    full.close();
                } else {
                    small.close();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILDAH", "PODMAN"})
    void clearsUpAfterABuilderThatWasKilled(BuilderKind kind) throws Exception {
        String sleeping = "sleep 77" + kind.ordinal();
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"77%d\"]\n"
                        .formatted(kind.ordinal()));
        FutureTask<Throwable> build =
                new FutureTask<>(() -> catchThrowable(() -> build(BuildRequests.plain("localhost/killed"), kind)));
        new Thread(build).start();
        await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || processes(sleeping) > 0);

        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("localhost/killed"))
                .forEach(ProcessHandle::destroyForcibly);

        assertThat(build.get())
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining(kind.builder() + " build failed with exit code 137");
        await().atMost(Duration.ofMinutes(1)).until(() -> processes(sleeping) == 0);
    }

    private static BuildRequest secured(ImageRegistry registry, String authority) {
        BuildRequest request = BuildRequests.through(
                BuildRequests.pushed(registry.address() + "/app"),
                new RegistryAccess(
                        new RegistryCredentials(ImageRegistry.USER, new SecretText(ImageRegistry.PASSWORD)),
                        false,
                        authority));
        assertThat(request.push()).isTrue();
        return request;
    }

    private BuiltImage build(BuildRequest request, BuilderKind kind) throws Exception {
        return build(request, kind.on(engine, store, kept), pause -> {});
    }

    private BuiltImage build(BuildRequest request, OneBuilder builder, Pause pause) throws Exception {
        return new ImageBuild(new NoKnowledge(), new NoDaemonless(), new LastImages(kept.resolve("images.json")), pause)
                .build(request, workspace, builder, events, InstantSource.system());
    }

    private static long processes(String commandLine) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(commandLine))
                .count();
    }
}
