package io.jenkins.plugins.autodeploy.engine.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real projects in small, one a directory: {@code project/} is the project, {@code expected.json} what is detected, and {@code generated/} what is made for it.
 * They are read where they are, because Maven's copy leaves files such as {@code .gitignore} out.
 */
public record Fixture(Path directory) {
    private static final Path ALL = Path.of("src/test/resources/projects");

    public static List<Fixture> all() throws IOException {
        try (Stream<Path> directories = Files.list(ALL)) {
            return directories.sorted().map(Fixture::new).toList();
        }
    }

    public static Fixture named(String name) {
        return new Fixture(ALL.resolve(name));
    }

    public Path project() {
        return directory.resolve("project");
    }

    /** Copies the project to where it may be changed. */
    public void copyTo(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(project())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path to = directory.resolve(project().relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    public Path expected() {
        return directory.resolve("expected.json");
    }

    public Path generated() {
        return directory.resolve("generated");
    }

    /** The calls of the tools that building what was generated makes; absent where nothing is built, or real tools build it. */
    public Path commands() {
        return directory.resolve("commands.json");
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
