package io.jenkins.plugins.autodeploy.engine.parse;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The beginning of a response's body as UTF-8 text: what comes after so many bytes is not waited for. */
public final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Text> {
    /** @param whole whether nothing was left off */
    public record Text(String content, boolean whole) {}

    private final CompletableFuture<Text> body = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final int most;
    private Flow.Subscription subscription;

    /** @param most bytes that are kept */
    public BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Text> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int room = most - content.size();
            byte[] part = new byte[Math.min(room, buffer.remaining())];
            buffer.get(part);
            content.writeBytes(part);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                complete(false);
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete(true);
    }

    private void complete(boolean whole) {
        body.complete(new Text(content.toString(StandardCharsets.UTF_8), whole));
    }
}
