package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import java.util.concurrent.CompletableFuture;

/** Takes the measurements that need nothing but the network. Holds no thread while it waits. */
@FunctionalInterface
public interface Measuring {
    /** Never fails: what goes wrong is in the measurement. Ends by itself after a bounded time. */
    CompletableFuture<Measurement> measure(MetricSource source, AnalysisTarget target);
}
