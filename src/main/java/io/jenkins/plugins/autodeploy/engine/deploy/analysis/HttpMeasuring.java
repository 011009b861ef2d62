package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures over HTTP: instant queries to Prometheus, web hooks and checks of the deployment itself. Redirects are answers like others: they are not followed to where nobody said. */
public final class HttpMeasuring implements Measuring {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST_PAGE = 64 << 10;
    private static final int LARGEST_QUERY_RESULT = 1 << 20;

    /** One for the process: each client has a thread of its own, and Java 17 cannot close it. */
    private static final class Shared {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
    }

    @Override
    public CompletableFuture<Measurement> measure(MetricSource source, AnalysisTarget target) {
        try {
            if (source instanceof MetricSource.Prometheus prometheus) {
                return query(prometheus, target);
            }
            if (source instanceof MetricSource.Webhook hook) {
                return call(hook, target);
            }
            if (source instanceof MetricSource.Http http) {
                return new HttpCheck(http, URI.create(target.resolve(http.url()))).run();
            }
        } catch (IllegalArgumentException e) {
            // The host of an Ingress may be a pattern, which nobody can ask.
            return CompletableFuture.completedFuture(
                    Measurement.fault("it has no address that can be requested: " + OutsideText.clean(e.getMessage())));
        }
        return CompletableFuture.completedFuture(Measurement.noData("it cannot be measured over HTTP"));
    }

    private static CompletableFuture<Measurement> query(MetricSource.Prometheus source, AnalysisTarget target) {
        String server = source.server().endsWith("/")
                ? source.server().substring(0, source.server().length() - 1)
                : source.server();
        String query = URLEncoder.encode(target.fill(source.query()), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/query"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("query=" + query))
                .build();
        return send(request, LARGEST_QUERY_RESULT)
                .handle((response, failure) -> failure == null
                        ? PrometheusAnswer.read(response.statusCode(), response.body())
                        : Measurement.noData("Prometheus gives no answer: " + describe(failure)));
    }

    private static CompletableFuture<Measurement> call(MetricSource.Webhook source, AnalysisTarget target) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(source.url()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(WebhookExchange.question(target)))
                .build();
        return send(request, LARGEST_PAGE)
                .handle((response, failure) -> failure == null
                        ? WebhookExchange.answer(response.statusCode(), response.body())
                        : Measurement.noData("the web hook gives no answer: " + describe(failure)));
    }

    /** Sends a request; the whole answer must be there in time, its body is cut at so many bytes. */
    static CompletableFuture<HttpResponse<BoundedBody.Text>> send(HttpRequest request, int most) {
        CompletableFuture<HttpResponse<BoundedBody.Text>> exchange =
                Shared.CLIENT.sendAsync(request, head -> new BoundedBody(most));
        // The client's own timeout ends with the headers.
        CompletableFuture<HttpResponse<BoundedBody.Text>> bounded =
                exchange.copy().orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        bounded.whenComplete((response, failure) -> exchange.cancel(true));
        return bounded;
    }

    static CompletableFuture<HttpResponse<BoundedBody.Text>> get(URI url) {
        return send(HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build(), LARGEST_PAGE);
    }

    /** In a few words why there was no answer. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "none within %d seconds".formatted(TIMEOUT.toSeconds());
        }
        if (cause instanceof ConnectException) {
            return "it cannot be connected to";
        }
        String said = OutsideText.clean(cause.getMessage());
        return cause instanceof IOException && said != null
                ? said
                : cause.getClass().getSimpleName();
    }
}
