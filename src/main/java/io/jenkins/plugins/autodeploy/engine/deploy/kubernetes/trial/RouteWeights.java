package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/** The weights of an HTTPRoute's or a VirtualService's destinations. */
record RouteWeights(Trial trial, ClusterApi cluster, RouteKind kind) implements TrafficRouter {
    @Override
    public List<Trial.Route> held() throws InvalidInputException {
        return new HeldRoutes(cluster, kind.pointer()).read(trial.routes());
    }

    @Override
    public int divide(TrialStep step) throws InvalidInputException {
        for (Trial.Route route : trial.routes()) {
            cluster.replace(
                    route.object(),
                    kind.pointer(),
                    kind.divided(trial, cluster.namespace(), route.held(), step.weight()));
        }
        return step.weight();
    }

    @Override
    public void reset() throws InvalidInputException {
        new HeldRoutes(cluster, kind.pointer()).giveBack(trial.routes());
    }
}
