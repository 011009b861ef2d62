package io.jenkins.plugins.autodeploy.engine.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryWorkspaceTest {
    @TempDir
    Path parent;

    private Path root;
    private DirectoryWorkspace workspace;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(parent.resolve("project"));
        Files.writeString(parent.resolve("outside"), "secret");
        Files.createSymbolicLink(root.resolve("link"), parent);
        Files.createSymbolicLink(root.resolve("dangling"), parent.resolve("absent"));
        workspace = new DirectoryWorkspace(root);
    }

    @Test
    void writesAFileWholeAndReadsItBack() throws Exception {
        workspace.write("a/b.txt", "one".getBytes(UTF_8));
        workspace.write("a/b.txt", "two".getBytes(UTF_8));

        assertThat(workspace.exists("a/b.txt")).isTrue();
        assertThat(workspace.read("a/b.txt", 3)).asString(UTF_8).isEqualTo("two");
        assertThat(root.resolve("a")).isDirectoryContaining("glob:**/b.txt");
        assertThat(root.resolve("a").toFile().list()).containsExactly("b.txt");
    }

    @Test
    void othersMayReadAWrittenFileAsTheyMayAnyOther() throws Exception {
        workspace.write("Dockerfile", new byte[1]);

        assertThat(Files.getPosixFilePermissions(root.resolve("Dockerfile")))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(root.resolve("usual"))));
    }

    @Test
    void refusesToReadMoreThanTheLimit() throws Exception {
        workspace.write("big", new byte[11]);

        assertThatThrownBy(() -> workspace.read("big", 10)).hasMessage("big has more than 10 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "link/outside", "a/../../outside", "/etc/passwd", "link", "dangling", "a\0b"})
    void refusesPathsThatLeadOutOfTheRoot(String path) {
        assertThatThrownBy(() -> workspace.read(path, 100)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> workspace.exists(path)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> workspace.write(path, new byte[1])).isInstanceOf(IOException.class);
        assertThat(parent.resolve("absent")).doesNotExist();
    }

    @Test
    void keepsTemporaryFilesFromOthersAndDeletesThem() throws Exception {
        Path path;
        try (Workspace.TemporaryDirectory directory = workspace.createTemporaryDirectory()) {
            path = Path.of(directory.path());
            directory.write("key", "secret".getBytes(UTF_8));
            Files.createDirectories(path.resolve("deep/er"));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("key"))))
                    .isEqualTo("rw-------");
            assertThat(directory.read("key", 10)).asString(UTF_8).isEqualTo("secret");
            assertThatThrownBy(() -> directory.write("../key", new byte[1])).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> directory.read("..", 10)).isInstanceOf(IOException.class);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void saysThatADirectoryIsMissing() {
        assertThatThrownBy(() -> new DirectoryWorkspace(root.resolve("none"))).isInstanceOf(IOException.class);
    }
}
