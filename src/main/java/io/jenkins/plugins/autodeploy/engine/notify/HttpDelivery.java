package io.jenkins.plugins.autodeploy.engine.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON to addresses that administrators configured, and tries again where that can help: no connection, no answer in time, 408, 429 and 5xx. Holds no thread while it waits. Redirects are answers like others: what
 * is sent goes nowhere but to the address.
 */
public final class HttpDelivery {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Set<Integer> TEMPORARY = Set.of(408, 429);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Duration timeout;
    private final List<Duration> pauses;

    /** @param client must not follow redirects */
    public HttpDelivery(HttpClient client) {
        this(client, TIMEOUT, PAUSES);
    }

    /** @param pauses before each further try */
    HttpDelivery(HttpClient client, Duration timeout, List<Duration> pauses) {
        this.client = client;
        this.timeout = timeout;
        this.pauses = pauses;
    }

    /** The same for an administrator who waits for the answer: one try. */
    public HttpDelivery once() {
        return new HttpDelivery(client, timeout, List.of());
    }

    /**
     * An address to post to.
     *
     * @throws InvalidInputException when it is none; the message does not show it
     */
    public static URI address(String parameter, SecretText url) throws InvalidInputException {
        try {
            URI address = new URI(url.reveal().strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below, without the text that it quotes
        }
        throw new InvalidInputException(parameter, "****", "a URL that begins with https:// or http://");
    }

    CompletableFuture<Void> post(URI address, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "AutoDeploy")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return attempt(request.build(), 0);
    }

    /** @param failed how many tries have failed before */
    private CompletableFuture<Void> attempt(HttpRequest request, int failed) {
        return exchange(request).handle(this::judged).thenCompose(attempt -> {
            if (attempt.arrived()) {
                return CompletableFuture.completedFuture(null);
            }
            if (!attempt.mayHelp() || failed >= pauses.size()) {
                String tries = failed == 0 ? "" : " (tried %d times)".formatted(failed + 1);
                return CompletableFuture.failedFuture(new NotDeliveredException(attempt.problem() + tries));
            }
            Duration pause = longer(pauses.get(failed), attempt.retryAfter());
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(waited -> attempt(request, failed + 1));
        });
    }

    private CompletableFuture<HttpResponse<Void>> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        // The client's own timeout ends with the headers.
        CompletableFuture<HttpResponse<Void>> bounded =
                exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        bounded.whenComplete((response, failure) -> exchange.cancel(true));
        return bounded;
    }

    /** @param mayHelp whether another try may */
    private record Attempt(@CheckForNull String problem, boolean mayHelp, Duration retryAfter) {
        boolean arrived() {
            return problem == null;
        }
    }

    private Attempt judged(@CheckForNull HttpResponse<Void> response, @CheckForNull Throwable failure) {
        if (response == null) {
            return new Attempt(described(failure), true, Duration.ZERO);
        }
        int status = response.statusCode();
        if (status >= OK && status < REDIRECTION) {
            return new Attempt(null, false, Duration.ZERO);
        }
        Duration pause = response.headers()
                .firstValue("Retry-After")
                .map(HttpDelivery::pause)
                .orElse(Duration.ZERO);
        return new Attempt("it answered " + status, TEMPORARY.contains(status) || status >= SERVER_ERROR, pause);
    }

    /** What {@code Retry-After} asks for: seconds, or a time. */
    private static Duration pause(String text) {
        try {
            return text.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration longer(Duration usual, Duration asked) {
        Duration longer = usual.compareTo(asked) >= 0 ? usual : asked;
        return longer.compareTo(LONGEST_PAUSE) <= 0 ? longer : LONGEST_PAUSE;
    }

    /** In words of our own: those of the client may hold the address. */
    private String described(@CheckForNull Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "it did not answer within %d seconds".formatted(Math.max(1, timeout.toSeconds()));
        }
        return cause instanceof ConnectException
                ? "it cannot be connected to"
                : "the connection failed (%s)"
                        .formatted(cause == null ? "" : cause.getClass().getSimpleName());
    }
}
