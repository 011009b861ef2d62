package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Comes back to an API server that has too much to do when it asks to: the client itself takes note of {@code Retry-After}, but does not wait for it. Holds no thread. */
final class RetryAfter implements Interceptor {
    static final String NAME = "AUTODEPLOY_RETRY_AFTER";

    private static final int TOO_MANY_REQUESTS = 429;

    private final ScheduledExecutorService timers;
    private final Duration longest;

    /** @param longest that is waited within one request; what is asked for beyond it is the business of whoever made the request */
    RetryAfter(ScheduledExecutorService timers, Duration longest) {
        this.timers = timers;
        this.longest = longest;
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder request, HttpResponse<?> answer, RequestTags tags) {
        Optional<Duration> pause = pause(answer);
        if (pause.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> again = new CompletableFuture<>();
        timers.schedule(() -> again.complete(true), pause.get().toMillis(), TimeUnit.MILLISECONDS);
        return again;
    }

    private Optional<Duration> pause(HttpResponse<?> answer) {
        String header = answer.header("Retry-After");
        if (answer.code() != TOO_MANY_REQUESTS || header == null || !header.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(header))).filter(pause -> pause.compareTo(longest) < 0);
    }
}
