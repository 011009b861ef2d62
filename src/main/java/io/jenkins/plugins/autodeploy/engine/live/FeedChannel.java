package io.jenkins.plugins.autodeploy.engine.live;

import java.util.concurrent.CompletionStage;

/** The host's side of one WebSocket. */
public interface FeedChannel {
    /** Sends one text message. The stage completes when the network has taken it and fails when the connection is gone. */
    CompletionStage<?> send(String text);

    /**
     * Closes the connection.
     *
     * @param code of RFC 6455
     */
    void close(int code, String reason);
}
