package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFilesTest {
    @TempDir
    private Path directory;

    private final List<List<String>> commands = new ArrayList<>();
    private CommandRunner runner = (command, out, err) -> {
        throw new IOException("error=2, No such file or directory");
    };

    @BeforeEach
    void write() throws IOException {
        for (String file : List.of(
                "k8s/b.yaml",
                "k8s/a.yml",
                "k8s/c.json",
                "k8s/notes.txt",
                "k8s/deep/d.yaml",
                "one.yaml",
                "empty/x.txt")) {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
    }

    @Test
    void readsAFolderButNotWhatIsBelowIt() throws Exception {
        assertThat(names("k8s/")).containsExactly("k8s/a.yml", "k8s/b.yaml", "k8s/c.json");
    }

    @Test
    void readsFilesAndPatternsInTheirOrderAndEachFileOnce() throws Exception {
        assertThat(names("one.yaml, k8s/**.yaml\nk8s"))
                .containsExactly("one.yaml", "k8s/b.yaml", "k8s/deep/d.yaml", "k8s/a.yml", "k8s/c.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.yaml", "nothing/*.yaml", "empty"})
    void refusesWhatStandsForNothing(String name) {
        assertThatThrownBy(() -> names(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("manifests: '" + name + "'");
    }

    @Test
    void refusesAChartThatIsNotRendered() throws IOException {
        Files.writeString(directory.resolve("k8s/Chart.yaml"), "name: shop");

        assertThatThrownBy(() -> names("k8s")).hasMessageContaining("helm template");
    }

    @Test
    void hasAKustomizationRenderedByKubectl() throws Exception {
        Files.writeString(directory.resolve("k8s/kustomization.yaml"), "resources: [b.yaml]");
        String longLine = "x".repeat(20_000);
        runner = (command, out, err) -> {
            commands.add(command.arguments());
            try (var lines = new io.jenkins.plugins.autodeploy.engine.host.LineOutputStream(out)) {
                lines.write(("a: b\nlong: " + longLine + "\nc: d\n").getBytes());
            }
            return 0;
        };

        List<ManifestText> texts = read("k8s/");

        assertThat(commands).containsExactly(List.of("kubectl", "kustomize", "./k8s"));
        assertThat(texts).containsExactly(new ManifestText("k8s (kustomize)", "a: b\nlong: " + longLine + "\nc: d\n"));
    }

    @Test
    void triesKustomizeItselfWhereThereIsNoKubectl() throws Exception {
        Files.writeString(directory.resolve("k8s/kustomization.yml"), "");
        runner = (command, out, err) -> {
            commands.add(command.arguments());
            return commands.size() == 1 ? 127 : 0;
        };

        read("k8s");

        assertThat(commands).last().isEqualTo(List.of("kustomize", "build", "./k8s"));
    }

    @Test
    void saysWhatToInstallForAKustomization() throws IOException {
        Files.writeString(directory.resolve("k8s/kustomization.yaml"), "");

        assertThatThrownBy(() -> read("k8s")).hasMessageContaining("install one of them");
    }

    @Test
    void saysWhatIsWrongWithAKustomization() throws IOException {
        Files.writeString(directory.resolve("k8s/kustomization.yaml"), "");
        runner = (command, out, err) -> {
            err.accept("Error: accumulating resources: missing.yaml: no such file");
            return 1;
        };

        assertThatThrownBy(() -> read("k8s"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'kubectl kustomize' says: Error: accumulating resources");
    }

    private List<String> names(String names) throws Exception {
        return read(names).stream().map(ManifestText::name).toList();
    }

    private List<ManifestText> read(String names) throws Exception {
        return new ManifestFiles(new DirectoryWorkspace(directory), this::files, runner).read(names);
    }

    private List<String> files(String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(directory::relativize)
                    .filter(matcher::matches)
                    .map(Path::toString)
                    .toList();
        }
    }
}
