package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What routes say at a place of theirs, read before they are changed so that they can be given back exactly that. */
record HeldRoutes(ClusterApi cluster, String pointer) {
    List<Trial.Route> read(List<Trial.Route> routes) throws InvalidInputException {
        List<Trial.Route> held = new ArrayList<>();
        for (Trial.Route route : routes) {
            Optional<ObjectNode> found = cluster.find(route.object());
            if (found.isPresent()) {
                held.add(new Trial.Route(route.object(), found.get().at(pointer)));
            }
        }
        return held;
    }

    /** Those that were not touched, and those that are gone, stay so. */
    void giveBack(List<Trial.Route> routes) throws InvalidInputException {
        for (Trial.Route route : routes) {
            if (route.held() != null && cluster.find(route.object()).isPresent()) {
                cluster.replace(route.object(), pointer, route.held());
            }
        }
    }
}
