package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One sample of an HTTP metric: its requests, one after the other, each begun when the one before has ended. */
final class HttpCheck {
    /** After so long no further request is begun: what was measured so far counts. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    private static final double NANOS = 1e9;
    private static final int WHOLE = 100;
    private static final int LOWEST_GOOD = 200;
    private static final int HIGHEST_GOOD = 399;

    private final MetricSource.Http source;
    private final URI url;
    private final List<Double> seconds = new ArrayList<>();
    private final CompletableFuture<Measurement> sample = new CompletableFuture<>();
    private long begun;
    private int bad;

    @CheckForNull
    private String firstFault;

    HttpCheck(MetricSource.Http source, URI url) {
        this.source = source;
        this.url = url;
    }

    CompletableFuture<Measurement> run() {
        begun = System.nanoTime();
        next();
        return sample;
    }

    /** Each answer asks for the next, so that no two of them touch the state at once. */
    private void next() {
        long start = System.nanoTime();
        HttpMeasuring.get(url).whenComplete((response, failure) -> {
            long end = System.nanoTime();
            take(failure == null ? fault(response) : "no answer: " + HttpMeasuring.describe(failure), end - start);
            if (seconds.size() < source.requests() && end - begun < LONGEST_NANOS) {
                next();
            } else {
                sample.complete(result());
            }
        });
    }

    private void take(@CheckForNull String fault, long nanos) {
        seconds.add(nanos / NANOS);
        if (fault != null) {
            bad++;
            firstFault = firstFault == null ? fault : firstFault;
        }
    }

    @CheckForNull
    private String fault(HttpResponse<BoundedBody.Text> response) {
        int status = response.statusCode();
        boolean good =
                source.status() == null ? status >= LOWEST_GOOD && status <= HIGHEST_GOOD : status == source.status();
        if (!good) {
            return "HTTP %d".formatted(status);
        }
        return source.contains() == null || response.body().content().contains(source.contains())
                ? null
                : "the answer does not contain '%s'".formatted(source.contains());
    }

    private Measurement result() {
        String remark = firstFault == null
                ? null
                : "%d of %d answers were not as they should be: %s".formatted(bad, seconds.size(), firstFault);
        return source.percentile() == null
                ? Measurement.of((double) bad / seconds.size(), remark)
                : new Measurement(percentile(seconds, source.percentile()), remark, null, false);
    }

    /** By the nearest-rank method: the least value that so many per cent of the values do not exceed. */
    static double percentile(List<Double> values, int percentile) {
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percentile * sorted.size() / (double) WHOLE);
        return sorted.get(Math.max(1, rank) - 1);
    }
}
