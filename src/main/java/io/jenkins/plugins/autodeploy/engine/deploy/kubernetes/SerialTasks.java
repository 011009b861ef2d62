package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they came, on threads of another executor. */
final class SerialTasks implements Executor {
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    SerialTasks(Executor executor) {
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
