package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is soon full. Needs root. */
public record SmallFileSystem(Path directory) implements AutoCloseable {
    public static SmallFileSystem ofMegabytes(int size) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("autodeploy-small");
        run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(size), "tmpfs", directory.toString());
        return new SmallFileSystem(directory);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", directory.toString());
        Files.deleteIfExists(directory);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException("It failed: " + String.join(" ", command));
        }
    }
}
