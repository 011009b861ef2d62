package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import java.time.Duration;
import java.util.List;

/**
 * How a version takes the place of the one that runs.
 *
 * @param strategy one of the constants here
 * @param steps of a canary, in rising order of their weights; empty for other strategies
 * @param traffic what divides the requests of a canary: {@link #AUTO}, {@code replicas}, {@code ingress}, {@code httpRoute} or {@code istio}
 * @param keepFor {@link #BLUE_GREEN} only: how long the old version is kept ready after the switch
 * @param analysis how to watch the new version, at each step and after the last; null to be content with its being ready
 */
public record RolloutPlan(
        String strategy,
        List<CanaryStep> steps,
        String traffic,
        Duration keepFor,
        @CheckForNull Analysis analysis) {
    public static final String ROLLING = "rolling";
    public static final String RECREATE = "recreate";
    public static final String BLUE_GREEN = "blueGreen";
    public static final String CANARY = "canary";

    /** The most exact way to divide requests that the target has. */
    public static final String AUTO = "auto";

    public RolloutPlan {
        steps = steps == null ? List.of() : List.copyOf(steps);
        traffic = traffic == null ? AUTO : traffic;
        keepFor = keepFor == null ? Duration.ZERO : keepFor;
    }

    /** A strategy that needs nothing else said. */
    public static RolloutPlan of(String strategy) {
        return new RolloutPlan(strategy, List.of(), AUTO, Duration.ZERO, null);
    }

    public RolloutPlan with(@CheckForNull Analysis watched) {
        return new RolloutPlan(strategy, steps, traffic, keepFor, watched);
    }
}
