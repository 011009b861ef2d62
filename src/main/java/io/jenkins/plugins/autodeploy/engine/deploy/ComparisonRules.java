package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Metric;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.MetricSource;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which metrics that need the old version beside the new one a target can measure.
 *
 * @param sideBySide strategies with which both run while it is analysed
 * @param apart whether each of the two can be requested alone
 */
public record ComparisonRules(Set<String> sideBySide, boolean apart) {
    /** @throws InvalidInputException naming the first metric that could never be measured */
    public void check(RolloutPlan plan) throws InvalidInputException {
        if (plan.analysis() == null) {
            return;
        }
        for (Metric metric : plan.analysis().metrics()) {
            if (metric.needsStable() && !sideBySide.contains(plan.strategy())) {
                throw new InvalidInputException(
                        "analysis",
                        metric.name(),
                        "the strategy %s, with which the old version runs beside the new one, for a metric that needs both"
                                .formatted(String.join(" or ", new TreeSet<>(sideBySide))));
            }
            if (metric.isComparison() && metric.source() instanceof MetricSource.Http && !apart) {
                throw new InvalidInputException(
                        "analysis",
                        metric.name(),
                        "another metric than http for a degradation, since the two versions have no addresses of their own here");
            }
        }
    }
}
