package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageExportTest {
    private static final String IMAGE = "registry.example.com/team/app:1.0";
    private static final RegistryCredentials CREDENTIALS = new RegistryCredentials("robot", new SecretText("hush"));

    @TempDir
    Path project;

    private final List<String> commands = new ArrayList<>();
    private DirectoryWorkspace workspace;
    private TemporaryDirectory temporary;

    @BeforeEach
    void open() throws Exception {
        workspace = new DirectoryWorkspace(project);
        temporary = workspace.createTemporaryDirectory();
    }

    @AfterEach
    void close() throws Exception {
        temporary.close();
    }

    /** What a program does: an exit code, or an exception. */
    @FunctionalInterface
    private interface Program {
        int run(Command command, Consumer<String> standardError) throws IOException;
    }

    @Test
    void hasDockerSaveWhatItHas() throws Exception {
        assertThat(save((command, err) -> 0, null)).isEqualTo(file());
        assertThat(commands)
                .containsExactly(
                        "docker image inspect --format {{.Id}} " + IMAGE,
                        "docker save --output " + file() + " " + IMAGE);
    }

    @Test
    void asksOneToolAfterTheOther() throws Exception {
        save((command, err) -> command.arguments().get(0).equals("skopeo") ? 0 : 1, null);

        assertThat(commands)
                .extracting(command -> command.substring(0, command.indexOf(' ')))
                .containsExactly("docker", "podman", "buildah", "skopeo");
        assertThat(commands.get(3)).isEqualTo("skopeo copy --quiet docker://" + IMAGE + " docker-archive:" + file());
    }

    @Test
    void givesCredentialsInAFileAlone() throws Exception {
        save(
                (command, err) -> {
                    if (command.arguments().get(0).equals("skopeo")) {
                        return 0;
                    }
                    throw new IOException("no such program");
                },
                CREDENTIALS);

        assertThat(commands.get(3))
                .contains(" --src-authfile " + temporary.path() + "/auth.json ")
                .doesNotContain("hush");
        assertThat(new String(temporary.read("auth.json", 1000), StandardCharsets.UTF_8))
                .isEqualTo("{\"auths\":{\"registry.example.com\":{\"auth\":\"cm9ib3Q6aHVzaA==\"}}}");
    }

    @Test
    void saysWhatWasTried() {
        assertThatThrownBy(() -> save(
                        (command, err) -> {
                            if (command.arguments().get(0).equals("podman")) {
                                throw new IOException("no such program");
                            }
                            err.accept("\u001b[31mno such image");
                            err.accept("");
                            return 2;
                        },
                        null))
                .isInstanceOf(ScannerFailedException.class)
                .hasMessage("The image " + IMAGE
                        + " is not to be had: docker says \"no such image\" (exit code 2); podman is not there;"
                        + " buildah says \"no such image\" (exit code 2); skopeo says \"no such image\" (exit code 2)");
    }

    @Test
    void looksForAnIdInNoRegistry() {
        String id = "sha256:" + "a".repeat(64);

        assertThatThrownBy(() -> export((command, err) -> 1, null).save(id, temporary, Duration.ofMinutes(1)))
                .hasMessageEndingWith("; an image id names no registry");
        assertThat(commands).noneMatch(command -> command.startsWith("skopeo"));
    }

    @Test
    void doesNotTakeAnotherToolsImageWhenSavingFails() {
        assertThatThrownBy(() -> save(
                        (command, err) -> {
                            err.accept("no space left on device");
                            return command.arguments().contains("save") ? 1 : 0;
                        },
                        null))
                .hasMessage("The image " + IMAGE
                        + " could not be saved: docker says \"no space left on device\" (exit code 1)");
    }

    @Test
    void endsInTime() {
        assertThatThrownBy(() -> save(
                        (command, err) -> {
                            if (command.arguments().contains("save")) {
                                assertThat(command.timeout()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
                                throw new CommandTimeoutException(command);
                            }
                            return 0;
                        },
                        null))
                .isInstanceOf(ScannerFailedException.class)
                .hasMessageMatching("docker save did not end within (59|60) seconds");
        assertThatThrownBy(() -> export((command, err) -> 0, null).save(IMAGE, temporary, Duration.ofNanos(1)))
                .hasMessage("There was no time left to save the image");
    }

    private String save(Program program, RegistryCredentials credentials) throws Exception {
        return export(program, credentials).save(IMAGE, temporary, Duration.ofMinutes(1));
    }

    private ImageExport export(Program program, RegistryCredentials credentials) {
        return new ImageExport(
                (command, out, err) -> {
                    commands.add(String.join(" ", command.arguments()));
                    assertThat(command.environment()).containsEntry("TMPDIR", temporary.path());
                    return program.run(command, err);
                },
                workspace,
                credentials);
    }

    private String file() {
        return temporary.path() + "/image.tar";
    }
}
