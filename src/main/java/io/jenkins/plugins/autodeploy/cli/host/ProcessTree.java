package io.jenkins.plugins.autodeploy.cli.host;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process with all that it started, to be ended together. */
final class ProcessTree {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Asks all to end, waits a little, then ends those that are left. Does nothing when the root has ended by itself. */
    void end() {
        if (!root.isAlive()) {
            return;
        }
        List<ProcessHandle> all =
                Stream.concat(root.descendants(), Stream.of(root)).toList();
        all.forEach(ProcessHandle::destroy);
        awaitEnd(all);
        // A process may have started another one after the list was taken.
        Stream.concat(all.stream().flatMap(ProcessHandle::descendants), all.stream())
                .filter(ProcessHandle::isAlive)
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
