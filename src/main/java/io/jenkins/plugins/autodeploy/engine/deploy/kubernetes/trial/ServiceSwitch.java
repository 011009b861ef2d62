package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/** The workload's Services send all requests to the one workload or to the other: each Service turns at once. */
record ServiceSwitch(Trial trial, ClusterApi cluster) implements TrafficRouter {
    private static final String SELECTOR = "/spec/selector";
    private static final int WHOLE = 100;

    @Override
    public List<Trial.Route> held() throws InvalidInputException {
        return new HeldRoutes(cluster, SELECTOR).read(trial.routes());
    }

    @Override
    public int divide(TrialStep step) throws InvalidInputException {
        for (Trial.Route route : trial.routes()) {
            JsonNode selector = step.weight() == WHOLE
                    ? SecondWorkload.suffixed(route.held(), trial.labels(), trial.suffix())
                    : route.held();
            cluster.replace(route.object(), SELECTOR, selector);
        }
        return step.weight();
    }

    @Override
    public void reset() throws InvalidInputException {
        new HeldRoutes(cluster, SELECTOR).giveBack(trial.routes());
    }
}
