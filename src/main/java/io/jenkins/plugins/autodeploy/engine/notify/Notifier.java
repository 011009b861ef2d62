package io.jenkins.plugins.autodeploy.engine.notify;

import java.util.concurrent.CompletableFuture;

/** A way to tell people. Returns at once; no deployment waits for it. */
@FunctionalInterface
public interface Notifier {
    /** @return completes when the notice has arrived, or exceptionally with a {@link NotDeliveredException} */
    CompletableFuture<Void> send(Notice notice);
}
