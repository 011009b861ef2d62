package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for a sample, and what of two answers is made where versions are compared. */
class SamplingTest {
    private static final AnalysisTarget ALONE =
            new AnalysisTarget("web", "shop", "d7", "web:2", "http://shop/", "pod=\"new\"", null);
    private static final AnalysisTarget BOTH =
            new AnalysisTarget("web", "shop", "d7", "web:2", "http://shop/", "pod=\"new\"", "pod=\"old\"");

    private final List<String> asked = new ArrayList<>();
    private Measurement old = Measurement.of(2);

    @Test
    void asksTheQueryOfADegradationForEachVersion() throws Exception {
        Measurement found = sample(BOTH, query("errors{ {{canary}} }", "degradation > 20 %"));

        assertThat(found).isEqualTo(Measurement.of(0.5, "3 where the old version has 2"));
        assertThat(asked).containsExactly("errors{ pod=\"new\" }", "errors{ pod=\"old\" }");
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 0.5", "1, 2, -0.5", "0, 0, 0", "3, 0, Infinity", "Infinity, Infinity, 0"})
    void isByHowMuchTheNewVersionHasMore(double canary, double stable, double worse) {
        assertThat(Comparison.of(Measurement.of(canary), Measurement.of(stable)).value())
                .isEqualTo(worse);
    }

    @Test
    void saysOfWhichVersionThereIsNoData() throws Exception {
        old = Measurement.noData("the query finds nothing");
        assertThat(sample(BOTH, query("errors{ {{canary}} }", "degradation > 20 %")))
                .isEqualTo(Measurement.noData("old version: the query finds nothing"));

        old = Measurement.fault("HTTP 400");
        assertThat(sample(BOTH, query("errors{ {{canary}} }", "degradation > 20 %")))
                .isEqualTo(Measurement.fault("old version: HTTP 400"));
    }

    @Test
    void leavesOutInWordsWhatNeedsTheOldVersionWhereNoneRuns() throws Exception {
        for (Metric metric : List.of(
                query("errors{ {{canary}} }", "degradation > 20 %"),
                query("errors{ {{canary}} } / errors{ {{stable}} }", "> 2"))) {
            assertThat(sample(ALONE, metric))
                    .isEqualTo(Measurement.good("not measured: no old version runs beside the new one"));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void asksEachVersionAtItsOwnAddress() throws Exception {
        Metric latency = new Metric(
                "latency", Condition.parse("degradation > 20 %"), new MetricSource.Http("/health", 1, 95, null, null));

        assertThat(sample(BOTH, latency).fault()).contains("no addresses of their own");
        sample(BOTH.apart(new AnalysisTarget.Addresses("http://new/", "http://old/")), latency);

        assertThat(asked).containsExactly("http://new/health", "http://old/health");
    }

    @Test
    void comparesRestarts() throws Exception {
        Metric more = new Metric("restarts", Condition.parse("degradation > 0 %"), new MetricSource.Restarts());

        assertThat(new Sampling(this::measure, BOTH, () -> 2).of(more).get().good())
                .isTrue();
        assertThat(new Sampling(this::measure, BOTH, restarts(2, 1))
                        .of(more)
                        .get()
                        .value())
                .isEqualTo(1.0);
    }

    private static Restarts restarts(int canary, int stable) {
        return new Restarts() {
            @Override
            public int ofCanary() {
                return canary;
            }

            @Override
            public Integer ofStable() {
                return stable;
            }
        };
    }

    private Measurement sample(AnalysisTarget target, Metric metric) throws Exception {
        return new Sampling(this::measure, target, () -> 0).of(metric).get();
    }

    private CompletableFuture<Measurement> measure(MetricSource source, AnalysisTarget target) {
        String what = source instanceof MetricSource.Prometheus query
                ? target.fill(query.query())
                : target.resolve(((MetricSource.Http) source).url());
        asked.add(what);
        return CompletableFuture.completedFuture(what.contains("new") ? Measurement.of(3) : old);
    }

    private static Metric query(String query, String failIf) throws Exception {
        return new Metric("errors", Condition.parse(failIf), new MetricSource.Prometheus("http://prometheus", query));
    }
}
