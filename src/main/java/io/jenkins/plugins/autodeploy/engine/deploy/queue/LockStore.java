package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import java.util.function.UnaryOperator;

/** Where the queues before the targets are kept. Safe for use by several threads. */
public interface LockStore {
    TargetQueues read();

    /**
     * Changes the queues, with nobody changing them in between.
     *
     * @return the queues as they are then, kept when this returns
     */
    TargetQueues update(UnaryOperator<TargetQueues> change);

    /** Keeps them as long as the process lives. */
    static LockStore inMemory() {
        return new LockStore() {
            private TargetQueues queues = TargetQueues.NONE;

            @Override
            public synchronized TargetQueues read() {
                return queues;
            }

            @Override
            public synchronized TargetQueues update(UnaryOperator<TargetQueues> change) {
                queues = change.apply(queues);
                return queues;
            }
        };
    }
}
