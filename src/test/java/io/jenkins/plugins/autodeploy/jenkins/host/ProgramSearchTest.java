package io.jenkins.plugins.autodeploy.jenkins.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a step's {@code PATH} has a program. */
class ProgramSearchTest {
    @TempDir
    private Path directory;

    @Test
    void takesTheFirstThatCanBeRun() throws Exception {
        Files.createDirectories(directory.resolve("one/scanner"));
        Files.writeString(Files.createDirectories(directory.resolve("two")).resolve("scanner"), "no program");
        Path third = program("three");
        program("four");

        assertThat(find("%1$s/missing:%1$s/one:%1$s/two:%1$s/three:%1$s/four".formatted(directory)))
                .isEqualTo(third.toString());
    }

    @Test
    void leavesTheNameAloneWhereNoDirectoryHasIt() throws Exception {
        program("one");
        Path relative = Path.of("").toAbsolutePath().relativize(directory.resolve("one"));

        assertThat(find(directory.resolve("two").toString())).isEqualTo("scanner");
        assertThat(find(":\0:" + relative)).isEqualTo("scanner");
    }

    private Path program(String in) throws IOException {
        Path program = Files.createDirectories(directory.resolve(in)).resolve("scanner");
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private String find(String path) {
        return new ProgramSearch("scanner", path).invoke(directory.toFile(), null);
    }
}
