package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * Keeps the queues of several processes of one machine in one file. Each change is made under a lock of the operating system on a file beside it, which goes with its process. A process has one store a file. What
 * others changed shows at the next call.
 *
 * <p>Methods throw an {@link UncheckedIOException} when the files cannot be used: without them nothing keeps the processes apart.
 */
public final class SharedLockStore implements LockStore {
    private final QueueFile file;
    private final Path guard;

    public SharedLockStore(Path path) {
        file = new QueueFile(path);
        guard = path.resolveSibling(path.getFileName() + ".lock");
    }

    @Override
    public TargetQueues read() {
        return update(queues -> queues);
    }

    @Override
    public synchronized TargetQueues update(UnaryOperator<TargetQueues> change) {
        try {
            Files.createDirectories(guard.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                TargetQueues before = file.read();
                TargetQueues changed = change.apply(before);
                if (held.isValid() && !changed.equals(before)) {
                    file.write(changed);
                }
                return changed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The queue of deployments in " + file.path() + " cannot be used", e);
        }
    }
}
