package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** A second Ingress with the annotations of nginx's controller, which takes its weight of the requests from the first. */
record IngressWeight(Trial trial, ClusterApi cluster) implements TrafficRouter {
    @Override
    public List<Trial.Route> held() {
        return trial.routes();
    }

    @Override
    public int divide(TrialStep step) throws InvalidInputException {
        for (Trial.Route route : trial.routes()) {
            Optional<ObjectNode> first = cluster.find(route.object());
            if (first.isPresent()) {
                cluster.apply(new SecondWorkload(trial).ingress(first.get(), step.weight()));
            }
        }
        return step.weight();
    }

    @Override
    public void reset() throws InvalidInputException {
        SecondObjects objects = new SecondObjects(trial, cluster);
        for (Trial.Route route : trial.routes()) {
            ObjectRef first = route.object();
            objects.remove(new ObjectRef(first.apiVersion(), first.kind(), first.name() + trial.suffix()));
        }
    }
}
