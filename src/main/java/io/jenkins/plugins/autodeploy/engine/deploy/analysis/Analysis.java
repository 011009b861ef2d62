package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a deployment is watched after its rollout is complete. Plain data with a JSON form; {@link AnalysisReader} makes it of what people write, checked.
 *
 * @param window how long it is watched
 * @param interval from one round of samples to the next
 * @param failureLimit how many failed samples, of all metrics together, are put up with
 */
public record Analysis(Duration window, Duration interval, int failureLimit, NoData noData, List<Metric> metrics) {
    /** The most samples that a deployment's record keeps. */
    public static final int MOST_SAMPLES = 500;

    public Analysis {
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }

    /**
     * Where nothing tells the address of the deployment, a metric has to name its own.
     *
     * @throws InvalidInputException if a metric names only a path
     */
    public void checkAddresses(String expected) throws InvalidInputException {
        for (Metric metric : metrics) {
            if (metric.source() instanceof MetricSource.Http http && http.url().startsWith("/")) {
                throw new InvalidInputException("analysis", http.url(), expected);
            }
        }
    }

    /** What a sample without data counts as. */
    public enum NoData {
        FAIL,
        IGNORE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
