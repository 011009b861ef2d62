package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A version being tried in a second workload beside the first: all that is needed to go on with it, or to take it back. Part of a run's state, and an annotation of the second
 * workload, so that also a deployment that knows nothing of the run can clear up after it.
 *
 * @param id of the deployment
 * @param workload the first one's name
 * @param track what the second one is: its name's suffix and its label
 * @param services names of the Services whose selectors find the workload's pods
 * @param labels of the second workload's pods that differ from the first one's, so that these Services do not find them; empty where they are to find them
 * @param routes the objects that divide the requests; empty when replicas do
 * @param replicas of the first workload as it was before
 * @param autoscaled whether something else decides how many replicas it has
 * @param step index of the present step
 */
public record Trial(
        String id,
        String workload,
        Track track,
        Means means,
        List<String> services,
        List<String> labels,
        List<Route> routes,
        int replicas,
        boolean autoscaled,
        int step) {
    public Trial {
        services = services == null ? List.of() : List.copyOf(services);
        labels = labels == null ? List.of() : List.copyOf(labels);
        routes = routes == null ? List.of() : List.copyOf(routes);
    }

    public enum Track {
        CANARY,
        PREVIEW;

        String label() {
            return this == CANARY ? "canary" : "preview";
        }
    }

    /** What divides the requests. */
    public enum Means {
        REPLICAS,
        INGRESS,
        HTTP_ROUTE,
        ISTIO,
        SERVICE
    }

    /**
     * @param object that routes requests to the workload
     * @param held what it said before; null while it has not been touched, and where it never is
     */
    public record Route(ObjectRef object, @CheckForNull JsonNode held) {}

    /** What comes behind a name to make it the second one's. */
    public String suffix() {
        return "-" + track.label();
    }

    public String second() {
        return workload + suffix();
    }

    /** For people: {@code replicas}, {@code Ingress web}. */
    public String by() {
        return routes.isEmpty()
                ? "replicas"
                : routes.stream().map(route -> route.object().label()).collect(Collectors.joining(", "));
    }

    public Trial holding(List<Route> held, boolean scaled) {
        return new Trial(id, workload, track, means, services, labels, held, replicas, scaled, step);
    }

    public Trial atStep(int index) {
        return new Trial(id, workload, track, means, services, labels, routes, replicas, autoscaled, index);
    }

    /** Empty where the text, which others could have changed, is none. */
    public static Optional<Trial> parse(@CheckForNull String json) {
        try {
            Trial trial = json == null ? null : Json.read(json, Trial.class);
            return Optional.ofNullable(trial)
                    .filter(read ->
                            read.id != null && read.workload != null && read.track != null && read.means != null)
                    .filter(Trial::isSound);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whoever may change the annotation must not make others' rights do more than give a route back. */
    private boolean isSound() {
        String kind =
                switch (means) {
                    case REPLICAS -> "";
                    case INGRESS -> "Ingress";
                    case HTTP_ROUTE -> "HTTPRoute";
                    case ISTIO -> "VirtualService";
                    case SERVICE -> "Service";
                };
        return routes.stream()
                .allMatch(route -> route.object() != null
                        && route.object().apiVersion() != null
                        && route.object().name() != null
                        && kind.equals(route.object().kind()));
    }
}
