package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalManifestsTest {
    @TempDir
    private Path directory;

    private final LocalManifests manifests = new LocalManifests((command, out, err) -> {
        out.accept("kind: Rendered in " + command.directory());
        return 0;
    });

    @Test
    void areFilesAndFoldersAnywhere() throws Exception {
        Path file = Files.writeString(directory.resolve("one.yaml"), "1");
        Path folder = Files.createDirectory(directory.resolve("k8s"));
        Files.writeString(folder.resolve("b.yaml"), "b");
        Files.writeString(folder.resolve("a.json"), "a");

        assertThat(manifests.read(List.of(file, folder)))
                .containsExactly(
                        new ManifestText(file.toString(), "1"),
                        new ManifestText(folder.resolve("a.json").toString(), "a"),
                        new ManifestText(folder.resolve("b.yaml").toString(), "b"));
    }

    @Test
    void areRenderedWhereAFolderHasAKustomization() throws Exception {
        Files.writeString(directory.resolve("kustomization.yaml"), "");

        assertThat(manifests.read(List.of(directory)))
                .extracting(ManifestText::text)
                .containsExactly("kind: Rendered in %s\n".formatted(directory.toRealPath()));
    }

    @Test
    void areRefusedWhereThereAreNone() {
        assertThatThrownBy(() -> manifests.read(List.of(directory))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> manifests.read(List.of(directory.resolve("missing.yaml"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--manifests");
    }
}
