package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the queues of one process over its restarts. The process itself goes by what is in memory: where the file cannot be written, deployments are still kept apart, and only a restart would forget their places.
 */
public final class FileLockStore implements LockStore {
    private static final Logger LOGGER = Logger.getLogger(FileLockStore.class.getName());

    private final QueueFile file;
    private TargetQueues queues;

    /** Reads what the process before has left. */
    public FileLockStore(Path path) {
        file = new QueueFile(path);
        try {
            queues = file.read();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The queues of deployments cannot be read and begin anew", e);
            queues = TargetQueues.NONE;
        }
    }

    @Override
    public synchronized TargetQueues read() {
        return queues;
    }

    @Override
    public synchronized TargetQueues update(UnaryOperator<TargetQueues> change) {
        TargetQueues changed = change.apply(queues);
        if (!changed.equals(queues)) {
            queues = changed;
            try {
                file.write(changed);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The queues of deployments cannot be kept", e);
            }
        }
        return queues;
    }
}
