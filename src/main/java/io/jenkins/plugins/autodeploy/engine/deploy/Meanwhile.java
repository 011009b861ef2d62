package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that another thread may do while a task goes on with something else. Where none has begun it when its result is asked for, the one who asks does it: a task never waits for its place among others.
 *
 * @param <T> what it finds out
 */
public final class Meanwhile<T> {
    private final Work<T> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Meanwhile(Work<T> work) {
        this.work = work;
    }

    /** @param <T> what it finds out */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InvalidInputException;
    }

    /** @param threads that are free to do it; they may also refuse */
    public static <T> Meanwhile<T> begin(Executor threads, Work<T> work) {
        Meanwhile<T> begun = new Meanwhile<>(work);
        threads.execute(begun::go);
        return begun;
    }

    /** What the work found out; throws what the work threw. */
    public T result() throws InvalidInputException {
        go();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidInputException mistake) {
                throw mistake;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private void go() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            result.complete(work.run());
        } catch (InvalidInputException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
