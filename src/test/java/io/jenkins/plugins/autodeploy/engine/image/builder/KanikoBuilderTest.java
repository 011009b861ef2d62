package io.jenkins.plugins.autodeploy.engine.image.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.ImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kaniko runs in its own container only: here a recorder stands in for its executor, which says how it was called and prints what kaniko prints. */
class KanikoBuilderTest {
    private static final String DIGEST = "sha256:" + "4".repeat(64);
    private static final List<ImageLayer> LAYERS = List.of(new ImageLayer("sha256:a", 700, "COPY . /"));
    private static final String SUCCEEDS = """
            {"level":"info","msg":"Retrieving image manifest alpine:3","time":"2026-01-01T00:00:00Z"}
            {"level":"info","msg":"COPY . /app","time":"2026-01-01T00:00:00Z"}
            {"level":"info","msg":"RUN make","time":"2026-01-01T00:00:00Z"}
            {"level":"info","msg":"Found cached layer, extracting to filesystem","time":"2026-01-01T00:00:00Z"}
            making
            {"level":"info","msg":"Pushed image to 1 destinations","time":"2026-01-01T00:00:00Z"}""";

    /** The certificate of an authority that nobody knows; only that it is one counts here. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBeTCCAR+gAwIBAgIUGrvRCA//l0bJ7L7Klu6Vo8eyh9EwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMTA5MDY0MFoYDzIxMjYxMDI4MDkw
            NjQwWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AATeGMzJe0TqANCFxaaG4z0F/LYq1LsMxJ3AkYdjHWtk0s63qGyB1Uyyp3YBQ9sH
            o79QeO0a9UoJRa2PXHiWf1ySo1MwUTAdBgNVHQ4EFgQUzGYVXL49Y1pBfwH1bki7
            8TxpmzAwHwYDVR0jBBgwFoAUzGYVXL49Y1pBfwH1bki78TxpmzAwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAxcIEp8Qiaf6eLAJUpbOtVsnLWQBD
            oD4L+hyB0lK7/ooCIGHAPhR9DjMfl1TtV3hjoMjLT81dz+i2SAJ2MKpV8cbo
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path project;

    @TempDir
    Path machine;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;

    @BeforeEach
    void makeProject() throws IOException {
        Files.writeString(project.resolve("Dockerfile"), "FROM alpine:3 AS app\nCOPY . /app\nRUN make\n");
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        workspace.assertThatNoTemporaryDirectoryIsLeft();
    }

    @Test
    void callsTheExecutorWithAllThatWasAskedFor() throws Exception {
        recorder(SUCCEEDS, 0);
        BuildRequest pushed = BuildRequests.through(
                BuildRequests.pushed("r.example.com/team/app"),
                new RegistryAccess(new RegistryCredentials("robot", new SecretText("s3cr3t-word")), true, CERTIFICATE));

        BuiltImage image = build(BuildRequests.how(pushed, how -> how.buildArgs(Map.of("A", "x y; rm -rf /"))
                .target("app")
                .platforms(List.of("linux/arm64"))
                .cacheTo("r.example.com/cache")));

        String root = project.toRealPath().toString();
        Path registry = workspace.temporaries().get(1);
        assertThat(Files.readAllLines(machine.resolve("arguments")))
                .contains(
                        "--log-format=json",
                        "--cleanup",
                        "--context=dir://" + root,
                        "--dockerfile=" + root + "/Dockerfile",
                        "--destination=r.example.com/team/app:1.0",
                        "--destination=r.example.com/team/app:latest",
                        "--build-arg=A=x y; rm -rf /",
                        "--label=org.opencontainers.image.base.name=alpine:3",
                        "--label=team=blue",
                        "--label=org.opencontainers.image.version=1.0",
                        "--target=app",
                        "--custom-platform=linux/arm64",
                        "--cache=true",
                        "--cache-repo=r.example.com/cache",
                        "--registry-certificate=r.example.com=" + registry + "/ca.crt",
                        "--insecure-registry=r.example.com",
                        "--skip-tls-verify-registry=r.example.com")
                .noneMatch(argument -> argument.contains("s3cr3t-word"));
        assertThat(Files.readString(machine.resolve("config"))).contains("\"r.example.com\"");
        assertThat(image.digest()).isEqualTo(DIGEST);
        assertThat(image.layers()).isEqualTo(LAYERS);
        assertThat(image.size()).isEqualTo(700);
        assertThat(image.baseDigest()).isEqualTo("sha256:" + "3".repeat(64));
        assertThat(image.builder()).isEqualTo("kaniko");
        assertThat(image.steps()).extracting(BuildStep::instruction).containsExactly("COPY . /app", "RUN make");
        assertThat(image.steps()).extracting(BuildStep::cached).containsExactly(false, true);
        assertThat(events.messages()).contains("COPY . /app", "making");
        assertThat(events.events()).extracting(Event::progress).contains(50, 99);
    }

    @Test
    void endsTheExecutorWhenAborted() throws Exception {
        recorder("", 0);
        String script = Files.readString(machine.resolve("executor"));
        Files.writeString(
                machine.resolve("executor"), script.replace("for argument; do", "sleep 9119\nfor argument; do"));
        FutureTask<Throwable> build = new FutureTask<>(
                () -> catchThrowable(() -> build(BuildRequests.pushedAs("r.example.com/app", "robot", "s3cr3t-word"))));
        Thread thread = new Thread(build);
        thread.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> build.isDone() || sleeps());

        thread.interrupt();

        assertThat(build.get()).isInstanceOf(InterruptedException.class);
        assertThat(sleeps()).isFalse();
    }

    private static boolean sleeps() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 9119"));
    }

    @Test
    void saysWhyTheRegistryRefused() throws Exception {
        recorder(
                "error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: checking push permission for \"r.example.com/app\": POST https://r.example.com/v2/app/blobs/uploads/: UNAUTHORIZED: authentication required",
                1);

        assertThatThrownBy(() -> build(BuildRequests.pushedAs("r.example.com/app", "robot", "wrong-word")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContainingAll("refused the push for user robot", "registry r.example.com");
        assertThat(events.messages()).noneMatch(line -> line.contains("trying again"));
    }

    @Test
    void saysWhichInstructionFailed() throws Exception {
        recorder(
                "error building image: error building stage: failed to execute command: waiting for process to exit: exit status 2",
                1);

        assertThatThrownBy(() -> build(BuildRequests.pushed("r.example.com/app")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("kaniko failed with exit code 1: error building image");
    }

    @Test
    void saysWhatItCannotDoBeforeItStarts() throws Exception {
        recorder(SUCCEEDS, 0);
        BuildRequest request = BuildRequests.by("kaniko", BuildRequests.pushed("r.example.com/app"));

        assertThatThrownBy(
                        () -> build(BuildRequests.how(request, how -> how.secrets(Map.of("a", new SecretText("b"))))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("secrets: 'a' is not valid: expected nothing that kaniko cannot do");
        assertThatThrownBy(() -> build(BuildRequests.by("kaniko", BuildRequests.plain("app"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("push: 'false'");
        assertThat(machine.resolve("arguments")).doesNotExist();
    }

    private BuiltImage build(BuildRequest request) throws Exception {
        DaemonlessMachine daemonless = new DaemonlessMachine() {
            @Override
            public MadeImage pack(JibRequest asked, EventSink sink) {
                throw new AssertionError("Jib was asked");
            }

            @Override
            public List<ImageLayer> layers(String reference, String platform, RegistryAccess access) {
                return LAYERS;
            }

            @Override
            public Optional<String> digest(String reference, RegistryAccess access) {
                return Optional.of("sha256:" + "3".repeat(64));
            }
        };
        return new ImageBuild(null, daemonless, new LastImages(machine.resolve("images.json")))
                .build(request, workspace, kanikosContainer(), events, InstantSource.system());
    }

    /** A machine that has the recorder as kaniko and nothing else. */
    private CommandRunner kanikosContainer() {
        return (command, out, err) -> {
            if (!command.arguments().get(0).equals("/kaniko/executor")) {
                throw new IOException("no such program");
            }
            List<String> arguments = new ArrayList<>(command.arguments());
            arguments.set(0, machine.resolve("executor").toString());
            return new ProcessCommandRunner()
                    .run(
                            new Command(arguments, command.directory(), command.environment(), command.timeout()),
                            out,
                            err);
        };
    }

    private void recorder(String says, int exitCode) throws IOException {
        Path program = machine.resolve("executor");
        Files.writeString(machine.resolve("output"), says + "\n");
        Files.writeString(program, """
                #!/bin/sh
                [ "$1" != version ] || { echo 'Kaniko version :  v1.23.2'; exit 0; }
                printf '%%s\\n' "$@" > %1$s/arguments
                [ -z "$DOCKER_CONFIG" ] || cp "$DOCKER_CONFIG/config.json" %1$s/config
                cat %1$s/output >&2
                for argument; do
                    case $argument in --digest-file=*) printf %2$s > "${argument#*=}" ;; esac
                done
                exit %3$d
                """.formatted(machine, DIGEST, exitCode));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
