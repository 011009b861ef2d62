package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import java.util.concurrent.CompletableFuture;

/** Measures one metric of what is watched: once, or for both versions where it compares them. */
public record Sampling(Measuring measuring, AnalysisTarget target, Restarts restarts) {
    public CompletableFuture<Measurement> of(Metric metric) {
        if (metric.needsStable() && target.stable() == null) {
            return done(Measurement.good("not measured: no old version runs beside the new one"));
        }
        if (metric.source() instanceof MetricSource.Restarts) {
            return done(restarts(metric.isComparison()));
        }
        if (!metric.isComparison()) {
            return measuring.measure(metric.source(), target);
        }
        if (metric.source() instanceof MetricSource.Http && target.apart() == null) {
            return done(Measurement.fault("the two versions have no addresses of their own that could be compared"));
        }
        return measuring
                .measure(metric.source(), target.canaryAlone())
                .thenCombine(measuring.measure(metric.source(), target.stableAlone()), Comparison::of);
    }

    private Measurement restarts(boolean compared) {
        Measurement canary = Measurement.of(restarts.ofCanary());
        if (!compared) {
            return canary;
        }
        Integer stable = restarts.ofStable();
        return stable == null
                ? Measurement.good("not measured: the restarts of the old version are not known")
                : Comparison.of(canary, Measurement.of(stable));
    }

    private static CompletableFuture<Measurement> done(Measurement found) {
        return CompletableFuture.completedFuture(found);
    }
}
