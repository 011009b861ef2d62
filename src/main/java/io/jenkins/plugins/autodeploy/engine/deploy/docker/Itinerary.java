package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stops of a run's way over its hosts, each at most once. A run that is anywhere on it can go on. Pure. */
record Itinerary(List<Stop> stops) {
    Itinerary {
        stops = List.copyOf(stops);
    }

    static Itinerary of(RolloutPlan plan, int hosts) {
        List<Stop> stops = new ArrayList<>();
        switch (plan.strategy()) {
            case RolloutPlan.BLUE_GREEN -> {
                each(hosts, stops, Phase.STARTING, Phase.VERIFYING);
                each(hosts, stops, Phase.SWITCHING);
                analyse(plan, stops);
                if (!plan.keepFor().isZero()) {
                    stops.add(Stop.of(Phase.KEEPING, 0));
                }
                each(hosts, stops, Phase.DRAINING);
            }
            case RolloutPlan.CANARY -> {
                each(hosts, stops, Phase.STARTING, Phase.VERIFYING);
                plan.steps().forEach(step -> hold(step, plan, hosts, stops));
                if (plan.steps().stream().noneMatch(step -> step.weight() == Stop.ALL)) {
                    each(hosts, stops, Phase.SWITCHING);
                }
                analyse(plan, stops);
                each(hosts, stops, Phase.DRAINING);
            }
            default -> oneAfterTheOther(plan, hosts, stops);
        }
        return new Itinerary(stops);
    }

    /**
     * The way back: users are sent back on all hosts before anything else is done, then the new containers go.
     *
     * @param touched the hosts on which anything was changed
     */
    static Itinerary back(List<Integer> touched) {
        List<Stop> stops = new ArrayList<>();
        touched.forEach(host -> stops.add(Stop.of(Phase.RETURNING, host)));
        touched.forEach(host -> stops.add(Stop.of(Phase.CLEARING, host)));
        return new Itinerary(stops);
    }

    /** The stop that comes next; empty at the end. */
    Optional<Stop> after(Stop stop) {
        int next = stops.indexOf(stop) + 1;
        return next < stops.size() ? Optional.of(stops.get(next)) : Optional.empty();
    }

    /** An analysis needs the old containers: they are stopped after it. */
    private static void oneAfterTheOther(RolloutPlan plan, int hosts, List<Stop> stops) {
        if (plan.analysis() == null) {
            each(hosts, stops, Phase.STARTING, Phase.VERIFYING, Phase.SWITCHING, Phase.DRAINING);
        } else {
            each(hosts, stops, Phase.STARTING, Phase.VERIFYING, Phase.SWITCHING);
            analyse(plan, stops);
            each(hosts, stops, Phase.DRAINING);
        }
    }

    private static void each(int hosts, List<Stop> stops, Phase... phases) {
        for (int host = 0; host < hosts; host++) {
            for (Phase phase : phases) {
                stops.add(Stop.of(phase, host));
            }
        }
    }

    private static void hold(CanaryStep step, RolloutPlan plan, int hosts, List<Stop> stops) {
        for (int host = 0; host < hosts; host++) {
            stops.add(new Stop(Phase.SWITCHING, host, step.weight()));
        }
        if (!step.pause().isZero() || plan.analysis() != null) {
            stops.add(new Stop(Phase.PAUSING, 0, step.weight()));
        }
    }

    private static void analyse(RolloutPlan plan, List<Stop> stops) {
        if (plan.analysis() != null) {
            stops.add(Stop.of(Phase.ANALYSING, 0));
        }
    }
}
