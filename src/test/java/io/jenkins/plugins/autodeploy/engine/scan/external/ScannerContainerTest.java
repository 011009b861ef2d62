package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerContainerTest {
    private static final String IMAGE = "aquasec/trivy:0.74.0";
    private static final ScanTarget DIRECTORY = new ScanTarget(null, ".");
    private static final ScanTarget APP = new ScanTarget("app:1.0", ".");
    private static final ScannerOptions OPTIONS = new ScannerOptions(
            null, IMAGE, null, null, new RegistryCredentials("ann", new SecretText("s3cret-word")), null, false);

    @TempDir
    Path project;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new WatchedWorkspace(project);
    }

    @Test
    void seesTheWorkspaceReadOnlyAndWritesItsReport() throws Exception {
        RecordedScanner docker = scanner(RecordedScanner.writing("{\"SchemaVersion\":2}".getBytes(UTF_8)));

        scan(docker, DIRECTORY);

        String root = project.toRealPath().toString();
        Path temporary = workspace.temporaries().get(0);
        assertThat(docker.scan().arguments())
                .startsWith("docker", "run", "--rm", "--name")
                .containsSubsequence("--cap-drop", "ALL", "--security-opt", "no-new-privileges")
                .contains("type=bind,source=%s,target=%s,readonly".formatted(root, root))
                .contains("type=bind,source=%s,target=%s".formatted(temporary, temporary))
                .contains("type=volume,source=autodeploy-trivy,target=/autodeploy-cache")
                .containsSubsequence(IMAGE, "fs", "--format", "json", root)
                .noneMatch(argument -> argument.contains("docker.sock"));
        assertThat(docker.scan().environment())
                .containsEntry("TRIVY_CACHE_DIR", "/autodeploy-cache")
                .doesNotContainKeys("TRIVY_PASSWORD", "TMPDIR");
    }

    @Test
    void reachesTheImagesOfTheEngineThatDockerTalksTo() throws Exception {
        RecordedScanner docker = scanner(RecordedScanner.writing("{\"SchemaVersion\":2}".getBytes(UTF_8)));

        scan(docker, APP);

        assertThat(docker.scan().arguments())
                .contains("type=bind,source=/run/user/1000/docker.sock,target=/var/run/docker.sock");
    }

    @Test
    void passesTheAddressOfAnEngineThatIsNotOnASocket() {
        ScannerContainer container = new ScannerContainer(ExternalScanner.GRYPE, "anchore/grype", "name");
        Errand errand = Errand.question("version");

        assertThat(container.command(errand, "/work", "tcp://docker:2375")).containsSubsequence("--env", "DOCKER_HOST");
        assertThat(container.environment(errand, "tcp://docker:2375"))
                .containsEntry("DOCKER_HOST", "tcp://docker:2375");
    }

    @Test
    void givesSecretsByTheEnvironmentOfDocker() throws Exception {
        RecordedScanner docker = scanner(RecordedScanner.writing("{\"SchemaVersion\":2}".getBytes(UTF_8)));

        scan(docker, APP);

        assertThat(docker.scan().arguments())
                .containsSubsequence("--env", "TRIVY_PASSWORD")
                .noneMatch(argument -> argument.contains("s3cret-word"));
        assertThat(docker.scan().environment()).containsEntry("TRIVY_PASSWORD", "s3cret-word");
    }

    @Test
    void quotesAPathWithAComma() {
        ScannerContainer container = new ScannerContainer(ExternalScanner.TRIVY, IMAGE, "name");

        assertThat(container.command(Errand.question("version"), "/a,b", null))
                .contains("type=bind,\"source=/a,b\",\"target=/a,b\",readonly");
    }

    @Test
    void removesTheContainerWhenItIsAbortedOrTakesTooLong() {
        RecordedScanner aborted = scanner((command, out) -> {
            throw new InterruptedException();
        });
        RecordedScanner slow = scanner((command, out) -> {
            throw new CommandTimeoutException(command);
        });

        assertThatThrownBy(() -> scan(aborted, DIRECTORY)).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> scan(slow, DIRECTORY)).hasMessage("Trivy did not end within 20 minutes");

        for (RecordedScanner docker : List.of(aborted, slow)) {
            List<String> run = docker.scan().arguments();
            assertThat(docker.commands())
                    .last()
                    .extracting(Command::arguments)
                    .isEqualTo(List.of("docker", "rm", "--force", run.get(run.indexOf("--name") + 1)));
        }
        assertThat(workspace.temporaries()).hasSize(2).allSatisfy(directory -> assertThat(directory)
                .doesNotExist());
    }

    @Test
    void failsTheGateWhenTheContainerCannotBeHad() {
        CommandRunner noDocker = (command, out, err) -> {
            throw new IOException("Cannot run program \"docker\"");
        };
        CommandRunner noImage = (command, out, err) -> {
            err.accept("docker: Error response from daemon: pull access denied.");
            err.accept("");
            err.accept("Run 'docker run --help' for more information");
            return 125;
        };

        assertThatThrownBy(() -> scan(noDocker, DIRECTORY))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("The container image %s could not be run for Trivy: Cannot run program \"docker\"", IMAGE);
        assertThatThrownBy(() -> scan(noImage, DIRECTORY))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage(
                        "The container image %s could not be run for Trivy: docker: Error response from daemon: pull access denied.",
                        IMAGE);
    }

    @Test
    void letsEveryVariableOfTheErrandThroughByName() {
        ScannerContainer container = new ScannerContainer(ExternalScanner.TRIVY, IMAGE, "name");
        Errand errand = new Errand(List.of("fs"), Map.of("A", "1"), Map.of("B", new SecretText("2")), false, null);

        assertThat(container.command(errand, "/work", null)).containsSubsequence("--env", "A", "--env", "B");
        assertThat(container.environment(errand, null)).containsEntry("A", "1").containsEntry("B", "2");
    }

    private void scan(CommandRunner runner, ScanTarget target) throws Exception {
        new Trivy(OPTIONS, List.of(), runner, workspace, events)
                .scan(target, EnumSet.allOf(FindingKind.class), Duration.ofMinutes(20));
    }

    private static RecordedScanner scanner(RecordedScanner.Work work) {
        return new RecordedScanner("{\"Version\":\"0.74.0\"}", "--scanners (vuln,misconfig,secret)", work);
    }
}
