package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A project's directory on this machine. */
public final class DirectoryWorkspace implements Workspace {
    private final Path root;

    /** @throws IOException when {@code root} is not an existing directory */
    public DirectoryWorkspace(Path root) throws IOException {
        this.root = root.toRealPath();
        if (!Files.isDirectory(this.root)) {
            throw new IOException(root + " is not a directory");
        }
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return Files.exists(resolve(path));
    }

    @Override
    public boolean isDirectory(String path) throws IOException {
        return Files.isDirectory(resolve(path));
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        return readBounded(resolve(path), path, limit);
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        Path file = resolve(path);
        Files.createDirectories(file.getParent());
        // Not by createTempFile, whose files only their owner can read: images are built from what is written here.
        Path half = file.resolveSibling(".autodeploy-" + UUID.randomUUID());
        try {
            Files.write(half, content, StandardOpenOption.CREATE_NEW);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    @Override
    public TemporaryDirectory createTemporaryDirectory() throws IOException {
        return new PrivateDirectory();
    }

    static byte[] readBounded(Path file, String name, int limit) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + " is not a file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(limit);
            if (content.length == limit && stream.read() >= 0) {
                throw new IOException("%s has more than %d bytes".formatted(name, limit));
            }
            return content;
        }
    }

    private Path resolve(String path) throws IOException {
        Path resolved;
        try {
            resolved = root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(path + " is not a path", e);
        }
        if (!resolved.startsWith(root)
                || !nearestExisting(resolved).toRealPath().startsWith(root)) {
            throw new IOException(path + " leads out of " + root);
        }
        return resolved;
    }

    /** A dangling link counts as existing, so that {@code toRealPath} refuses it rather than its target being made. */
    private static Path nearestExisting(Path path) {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        return existing;
    }
}
