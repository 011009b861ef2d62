package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Something that is measured while a deployment is watched.
 *
 * @param name unique in its analysis
 * @param failIf what makes a sample fail; null for a web hook that says itself whether all is well
 */
public record Metric(String name, @CheckForNull Condition failIf, MetricSource source) {
    /** Whether it measures both versions, to compare the new one with the old one. */
    @JsonIgnore
    public boolean isComparison() {
        return failIf != null && failIf.subject() == Condition.Subject.DEGRADATION;
    }

    /** Whether it can be measured only while both versions run. */
    @JsonIgnore
    public boolean needsStable() {
        return isComparison()
                || source instanceof MetricSource.Prometheus query && AnalysisTarget.names(query.query(), "stable");
    }
}
