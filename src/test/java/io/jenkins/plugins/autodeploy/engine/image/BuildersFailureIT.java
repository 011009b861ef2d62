package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails or is aborted ends the same with every builder. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BUILDX, Part.BUILDAH, Part.PODMAN, Part.REGISTRY})
class BuildersFailureIT extends BuildersScene {
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

    private static boolean running(String commandLine) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(commandLine));
    }
}
