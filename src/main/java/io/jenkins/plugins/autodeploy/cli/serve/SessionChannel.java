package io.jenkins.plugins.autodeploy.cli.serve;

import io.jenkins.plugins.autodeploy.engine.live.FeedChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A browser's WebSocket. */
record SessionChannel(Session session) implements FeedChannel {
    @Override
    public CompletionStage<?> send(String text) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        session.sendText(text, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        return sent;
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
