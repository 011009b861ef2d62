package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The Services by which requests reach a workload, and what leads to them: as its manifests will have them, and those of the cluster.
 *
 * @param names of the Services whose selectors find the workload's pods and no other's
 * @param labels what pods must have otherwise for no Service that finds the workload's pods to find them
 */
public record WorkloadServices(List<String> names, List<String> labels, List<Manifest> manifests, ClusterApi cluster) {
    public static WorkloadServices of(Proposal proposal, ClusterApi cluster) throws InvalidInputException {
        Map<String, JsonNode> selectors = new LinkedHashMap<>();
        for (ObjectNode service : cluster.visible("v1", "Service")) {
            selectors.put(service.at("/metadata/name").asText(), service.at("/spec/selector"));
        }
        for (Manifest manifest : proposal.manifests()) {
            if (manifest.kind().equals("Service")) {
                selectors.put(manifest.name(), manifest.json().at("/spec/selector"));
            }
        }
        JsonNode labels = proposal.workload().json().at("/spec/template/metadata/labels");
        selectors.values().removeIf(selector -> !finds(selector, labels));
        TreeSet<String> keys = new TreeSet<>();
        selectors.values().forEach(selector -> selector.fieldNames().forEachRemaining(keys::add));
        List<JsonNode> others = others(proposal.workload().name(), cluster);
        selectors.values().removeIf(selector -> others.stream().anyMatch(other -> finds(selector, other)));
        return new WorkloadServices(List.copyOf(selectors.keySet()), List.copyOf(keys), proposal.manifests(), cluster);
    }

    /** The labels of other workloads' pods; what was left beside this one by a lost trial is none. */
    private static List<JsonNode> others(String workload, ClusterApi cluster) throws InvalidInputException {
        List<JsonNode> others = new ArrayList<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            for (ObjectNode other : cluster.visible("apps/v1", kind.kind())) {
                boolean second = other.at("/metadata/annotations").has(Annotations.TRIAL_OF);
                if (!second && !other.at("/metadata/name").asText().equals(workload)) {
                    others.add(other.at("/spec/template/metadata/labels"));
                }
            }
        }
        return others;
    }

    private static boolean finds(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    /**
     * The objects of a kind that send requests to the Services.
     *
     * @param anyClass whether an Ingress that does not say which controller it is for counts
     */
    public List<Trial.Route> routes(RouteKind kind, boolean anyClass) throws InvalidInputException {
        Map<String, ObjectRef> found = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals(kind.kind()) && isRoute(kind, manifest.json(), anyClass)) {
                String version = kind == RouteKind.INGRESS ? kind.apiVersions().get(0) : manifest.apiVersion();
                found.put(manifest.name(), new ObjectRef(version, kind.kind(), manifest.name()));
            }
        }
        for (String version : kind.apiVersions()) {
            for (ObjectNode live : cluster.visible(version, kind.kind())) {
                String name = live.at("/metadata/name").asText();
                if (isRoute(kind, live, anyClass)) {
                    found.putIfAbsent(name, new ObjectRef(version, kind.kind(), name));
                }
            }
        }
        List<Trial.Route> routes = new ArrayList<>();
        found.values().forEach(object -> routes.add(new Trial.Route(object, null)));
        return routes;
    }

    private boolean isRoute(RouteKind kind, ObjectNode object, boolean anyClass) {
        return names.stream().anyMatch(service -> kind.leadsTo(object, service, cluster.namespace()))
                && (kind != RouteKind.INGRESS || isOfNginx(object, anyClass));
    }

    /** Other controllers do not know the annotations by which nginx's divides requests. */
    private static boolean isOfNginx(ObjectNode ingress, boolean anyClass) {
        String written = Optional.of(ingress.at("/spec/ingressClassName").asText(""))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> ingress.at("/metadata/annotations")
                        .path(Annotations.INGRESS_CLASS)
                        .asText(""));
        boolean canary = ingress.at("/metadata/annotations").has(Annotations.NGINX_CANARY);
        return !canary && (written.contains("nginx") || anyClass && written.isEmpty());
    }
}
