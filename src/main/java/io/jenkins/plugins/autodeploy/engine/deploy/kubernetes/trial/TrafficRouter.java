package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/** Divides the requests between a workload and the second one in which a version is tried. Every act can be done again. */
public interface TrafficRouter {
    static TrafficRouter of(Trial trial, ClusterApi cluster) {
        return switch (trial.means()) {
            case REPLICAS -> new ReplicaShare(trial, cluster);
            case INGRESS -> new IngressWeight(trial, cluster);
            case HTTP_ROUTE -> new RouteWeights(trial, cluster, RouteKind.HTTP_ROUTE);
            case ISTIO -> new RouteWeights(trial, cluster, RouteKind.VIRTUAL_SERVICE);
            case SERVICE -> new ServiceSwitch(trial, cluster);
        };
    }

    /** What the routes say before anything is divided, which is what they will be given back. */
    List<Trial.Route> held() throws InvalidInputException;

    /** @return the share that the second workload really gets, in percent */
    int divide(TrialStep step) throws InvalidInputException;

    /** All requests go to the first workload, as before. */
    void reset() throws InvalidInputException;
}
