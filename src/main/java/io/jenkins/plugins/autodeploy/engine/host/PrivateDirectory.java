package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** A directory below the system's temporary one that only its owner can read; it also goes when the virtual machine ends before it was closed. */
final class PrivateDirectory implements Workspace.TemporaryDirectory {
    private final Path directory;
    private final Thread deleteWithUs;

    PrivateDirectory() throws IOException {
        directory = Files.createTempDirectory("autodeploy-", onlyOwner("rwx------"));
        deleteWithUs = new Thread(this::deleteQuietly, "delete " + directory);
        try {
            Runtime.getRuntime().addShutdownHook(deleteWithUs);
        } catch (IllegalStateException e) {
            // The virtual machine is ending and whoever puts things in order closes this.
        }
    }

    @Override
    public String path() {
        return directory.toString();
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path file = file(name);
        Files.deleteIfExists(file);
        EnumSet<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (WritableByteChannel channel = Files.newByteChannel(file, options, onlyOwner("rw-------"))) {
            Channels.newOutputStream(channel).write(content);
        }
    }

    @Override
    public byte[] read(String name, int limit) throws IOException {
        return DirectoryWorkspace.readBounded(file(name), name, limit);
    }

    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(deleteWithUs);
        } catch (IllegalStateException e) {
            // The virtual machine is ending and runs the hook, which finds nothing left to do.
        }
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!directory.equals(file.getParent()) || name.startsWith("..")) {
            throw new IOException(name + " is not the plain name of a file");
        }
        return file;
    }

    private void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private void deleteQuietly() {
        try {
            delete();
        } catch (IOException e) {
            // Nobody is left to tell while the virtual machine ends.
        }
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
