package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.PodSpecs;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Puts what a request asks for into its manifests. Pure: what comes in is not changed. */
public final class WorkloadManifests {
    private static final String PARAMETER = "manifests";

    private final DeployRequest request;

    public WorkloadManifests(DeployRequest request) {
        this.request = request;
    }

    /**
     * @param given the manifests as their author wrote them
     * @param replicasNow null when the workload does not run yet
     * @return the same objects, the workload last, so that what it refers to is there
     * @throws InvalidInputException when the request does not fit the manifests
     */
    public List<Manifest> complete(List<Manifest> given, @CheckForNull Integer replicasNow)
            throws InvalidInputException {
        List<Manifest> completed = new ArrayList<>();
        Manifest workload = workload(given);
        String written =
                container(workload.json().withObject("/spec")).path("image").asText("");
        for (Manifest manifest : given) {
            checkNamespace(manifest);
            if (manifest != workload) {
                ObjectNode json = manifest.json().deepCopy();
                mark(json);
                runSameImage(json, written);
                if (manifest.kind().equals("Service")) {
                    nameProtocols(json.at("/spec/ports"));
                }
                completed.add(new Manifest(json));
            }
        }
        completed.add(completeWorkload(workload.json().deepCopy(), replicasNow));
        return completed;
    }

    /** Workers and jobs that were written with the image of the workload get the new one with it. */
    private void runSameImage(ObjectNode json, String written) {
        for (ObjectNode pod : PodSpecs.in(json)) {
            for (String kind : List.of("initContainers", "containers")) {
                for (JsonNode container : pod.path(kind)) {
                    if (!written.isEmpty() && container.path("image").asText().equals(written)) {
                        ((ObjectNode) container).put("image", request.image());
                    }
                }
            }
        }
    }

    private Manifest workload(List<Manifest> given) throws InvalidInputException {
        return given.stream()
                .filter(manifest ->
                        WorkloadKind.of(manifest).isPresent() && manifest.name().equals(request.workload()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        PARAMETER,
                        String.join(", ", given.stream().map(Manifest::label).toList()),
                        "a workload (%s) named '%s' among them".formatted(WorkloadKind.all(), request.workload())));
    }

    private void checkNamespace(Manifest manifest) throws InvalidInputException {
        String namespace = manifest.json().path("metadata").path("namespace").asText("");
        if (!namespace.isEmpty() && !namespace.equals(request.namespace())) {
            throw new InvalidInputException(
                    PARAMETER,
                    "%s in namespace %s".formatted(manifest.label(), namespace),
                    "objects without a namespace or in '%s', the namespace of the deployment"
                            .formatted(request.namespace()));
        }
    }

    private Manifest completeWorkload(ObjectNode json, @CheckForNull Integer replicasNow) throws InvalidInputException {
        ObjectNode spec = json.withObject("/spec");
        mark(json);
        json.withObject("/metadata/annotations").put(Annotations.CHANGE_CAUSE, changeCause());
        ObjectNode template =
                spec.withObject("/template/metadata/annotations").put(Annotations.DEPLOYMENT_ID, request.id());
        request.provenance().facts().forEach((fact, value) -> template.put(Annotations.PROVENANCE + fact, value));
        WorkloadKind kind = WorkloadKind.of(new Manifest(json)).orElseThrow();
        KindRules.check(kind, request);
        if (kind != WorkloadKind.DAEMON_SET) {
            completeReplicas(spec, replicasNow);
        }
        if (kind == WorkloadKind.DEPLOYMENT) {
            completeStrategy(spec);
        }
        completeContainer(container(spec));
        return new Manifest(json);
    }

    private void completeReplicas(ObjectNode spec, @CheckForNull Integer replicasNow) {
        if (request.replicas() != null) {
            spec.put("replicas", request.replicas());
        } else if (!spec.hasNonNull("replicas")) {
            spec.put("replicas", replicasNow == null ? 1 : replicasNow);
        }
    }

    private void mark(ObjectNode json) {
        json.withObject("/metadata/labels").put(Labels.WORKLOAD, request.workload());
        json.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, request.id());
    }

    private String changeCause() {
        String commit = request.commit() == null ? "" : ", commit " + request.commit();
        return "autodeploy: deployment %s of %s%s".formatted(request.id(), request.image(), commit);
    }

    private void completeStrategy(ObjectNode spec) throws InvalidInputException {
        String wanted = request.plan().strategy().equals("recreate") ? "Recreate" : "RollingUpdate";
        String written = spec.path("strategy").path("type").asText(wanted);
        if (!written.equals(wanted)) {
            throw new InvalidInputException(
                    "strategy",
                    request.plan().strategy(),
                    "what the Deployment in the manifests says, which is " + written);
        }
        spec.withObject("/strategy").put("type", wanted);
    }

    private ObjectNode container(ObjectNode spec) throws InvalidInputException {
        JsonNode containers = spec.path("template").path("spec").path("containers");
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals(request.workload())) {
                return (ObjectNode) container;
            }
        }
        if (containers.size() != 1 || !containers.get(0).isObject()) {
            throw new InvalidInputException(
                    PARAMETER,
                    "%s with %d containers".formatted(request.workload(), containers.size()),
                    "one container, or one named '%s', to run the image".formatted(request.workload()));
        }
        return (ObjectNode) containers.get(0);
    }

    private void completeContainer(ObjectNode container) throws InvalidInputException {
        container.put("image", request.image());
        completePort(container);
        nameProtocols(container.path("ports"));
        completeVariables(container);
        completeProbe(container);
    }

    private void completePort(ObjectNode container) {
        if (request.port() == null) {
            return;
        }
        ArrayNode ports = container.withArray("ports");
        for (JsonNode port : ports) {
            if (port.path("containerPort").asInt() == request.port()) {
                return;
            }
        }
        ports.addObject().put("containerPort", request.port());
    }

    /** The protocol is part of a port's key in server-side apply, for which older servers know no default. */
    private static void nameProtocols(JsonNode ports) {
        for (JsonNode port : ports) {
            if (port instanceof ObjectNode object && !object.hasNonNull("protocol")) {
                object.put("protocol", "TCP");
            }
        }
    }

    private void completeVariables(ObjectNode container) {
        new TreeMap<>(request.env()).forEach((name, value) -> {
            ArrayNode variables = container.withArray("env");
            for (int i = variables.size() - 1; i >= 0; i--) {
                if (variables.get(i).path("name").asText().equals(name)) {
                    variables.remove(i);
                }
            }
            variables.addObject().put("name", name).put("value", value);
        });
    }

    /** A probe that the author wrote knows more than the request does. */
    private void completeProbe(ObjectNode container) throws InvalidInputException {
        String path = request.healthCheck().path();
        if (path == null || container.hasNonNull("readinessProbe")) {
            return;
        }
        int port = request.port() != null
                ? request.port()
                : container.path("ports").path(0).path("containerPort").asInt();
        if (port == 0) {
            throw new InvalidInputException("healthCheck.path", path, "a port as well, since the manifests name none");
        }
        ObjectNode probe = container.putObject("readinessProbe");
        probe.putObject("httpGet").put("path", path).put("port", port);
        probe.put("periodSeconds", request.healthCheck().interval().toSeconds());
    }
}
