package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import java.time.Duration;
import java.util.List;

/**
 * A stage of a trial. Pure.
 *
 * @param weight share of the requests that the second workload is to get, in percent
 * @param replicas of the second workload
 * @param pause how long it is watched there
 */
public record TrialStep(int weight, int replicas, Duration pause) {
    private static final int WHOLE = 100;

    /**
     * The steps before the version is promoted.
     *
     * @param replicas of the first workload
     */
    public static List<TrialStep> of(RolloutPlan plan, int replicas) {
        if (plan.strategy().equals(RolloutPlan.BLUE_GREEN)) {
            Duration watched =
                    plan.analysis() == null ? Duration.ZERO : plan.analysis().window();
            return List.of(new TrialStep(0, replicas, watched), new TrialStep(WHOLE, replicas, plan.keepFor()));
        }
        return plan.steps().stream()
                .filter(step -> step.weight() < WHOLE)
                .map(step -> new TrialStep(step.weight(), share(replicas, step), step.pause()))
                .toList();
    }

    /** How many steps people see: the promotion of a canary is its last. */
    public static int shown(RolloutPlan plan) {
        return plan.strategy().equals(RolloutPlan.BLUE_GREEN) ? 2 : of(plan, 1).size() + 1;
    }

    /** Enough for its share of the requests, and never none. */
    private static int share(int replicas, CanaryStep step) {
        return Math.max(1, (replicas * step.weight() + WHOLE - 1) / WHOLE);
    }

    /** How many replicas of the first workload make the second's share the one wanted: at least one, since the first is the one to go back to. */
    int replicasBeside(int all) {
        return Math.max(1, all - replicas);
    }

    /** The second workload's real share of the requests where replicas divide them. */
    int shareBeside(int first) {
        return Math.round((float) WHOLE * replicas / (replicas + first));
    }
}
