package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Where the values of a metric come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MetricSource.Prometheus.class, name = "prometheus"),
    @JsonSubTypes.Type(value = MetricSource.Http.class, name = "http"),
    @JsonSubTypes.Type(value = MetricSource.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = MetricSource.Restarts.class, name = "restarts")
})
public sealed interface MetricSource {
    /**
     * The one value of an instant query.
     *
     * @param server its URL, without {@code /api/v1}
     * @param query PromQL; may have the placeholders of {@link AnalysisTarget}
     */
    record Prometheus(String server, String query) implements MetricSource {}

    /**
     * GET requests, one after the other. The value is the share of those that were not answered as they should; with a percentile, their latency in seconds, and one bad answer fails the sample.
     *
     * @param url absolute, or a path of the deployment's own address
     * @param requests a sample
     * @param percentile 1 to 100; null to measure no latency
     * @param status that answers must have; null for 200 to 399
     * @param contains what their first 64 KiB must contain; null for anything
     */
    record Http(
            String url,
            int requests,
            @CheckForNull Integer percentile,
            @CheckForNull Integer status,
            @CheckForNull String contains)
            implements MetricSource {}

    /**
     * What somebody's own service says of the deployment, asked by a POST with its facts.
     *
     * @param url absolute
     */
    record Webhook(String url) implements MetricSource {}

    /** How often containers of this version were restarted, all together. */
    record Restarts() implements MetricSource {}
}
