package io.jenkins.plugins.autodeploy.engine.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets one process at a time write files, by a lock on a file beside them. Within a process one thread at a time may ask. */
public final class WriteTurn {
    private final Path lockFile;

    public WriteTurn(Path lockFile) {
        this.lockFile = lockFile;
    }

    /** Work that is done while no other process writes. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Waits until no other process writes. An interrupt waits too: it would close the lock's channel. */
    public <T> T take(Work<T> work) throws IOException {
        Files.createDirectories(lockFile.toAbsolutePath().getParent());
        boolean interrupted = Thread.interrupted();
        try (RandomAccessFile beside = new RandomAccessFile(lockFile.toFile(), "rw");
                FileLock lock = beside.getChannel().lock()) {
            return work.run();
        } catch (OverlappingFileLockException e) {
            throw new IOException(lockFile + " is held by another thread of this process", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
