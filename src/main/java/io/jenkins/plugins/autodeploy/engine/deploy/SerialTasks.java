package io.jenkins.plugins.autodeploy.engine.deploy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they came, on threads of another executor. */
public final class SerialTasks implements Executor {
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    public SerialTasks(Executor executor) {
        this.executor = executor;
    }

    @Override
    public synchronized void execute(Runnable task) {
        last = last.handleAsync(
                (done, failure) -> {
                    task.run();
                    return null;
                },
                executor);
    }
}
