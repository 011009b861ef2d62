package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The least that runs an image, for a request without manifests: a Deployment and, where a port is known, a Service. JSON is YAML too. */
final class PlainManifests {
    private static final String NAME_LABEL = "app.kubernetes.io/name";

    private PlainManifests() {}

    static List<String> of(DeployRequest request) {
        Map<String, String> labels = Map.of(NAME_LABEL, request.workload());
        List<String> manifests = new ArrayList<>();
        if (request.port() != null) {
            manifests.add(Json.write(service(request, labels)));
        }
        manifests.add(Json.write(deployment(request, labels)));
        return manifests;
    }

    private static Map<String, Object> deployment(DeployRequest request, Map<String, String> labels) {
        Map<String, Object> container = Map.of("name", request.workload(), "image", request.image());
        Map<String, Object> template =
                Map.of("metadata", Map.of("labels", labels), "spec", Map.of("containers", List.of(container)));
        return Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("name", request.workload(), "labels", labels),
                "spec",
                Map.of("selector", Map.of("matchLabels", labels), "template", template));
    }

    private static Map<String, Object> service(DeployRequest request, Map<String, String> labels) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Map.of("name", request.workload(), "labels", labels),
                "spec",
                Map.of(
                        "selector",
                        labels,
                        "ports",
                        List.of(Map.of("port", request.port(), "targetPort", request.port()))));
    }
}
