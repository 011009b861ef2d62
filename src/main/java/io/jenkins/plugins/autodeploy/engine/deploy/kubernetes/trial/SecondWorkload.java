package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Makes the objects of a version that is tried beside the one that runs. Pure: what comes in is not changed. */
public final class SecondWorkload {
    private static final int LONGEST_LABEL = 63;
    private static final List<String> PORT_FIELDS = List.of("name", "protocol", "appProtocol", "port", "targetPort");

    private final Trial trial;

    public SecondWorkload(Trial trial) {
        this.trial = trial;
    }

    /** @param first the complete Deployment of the new version under the first workload's name */
    public Manifest deployment(Manifest first, int replicas) {
        ObjectNode json = first.json().deepCopy();
        ObjectNode metadata = json.withObject("/metadata");
        metadata.put("name", trial.second());
        metadata.withObject("/labels").put(Annotations.TRACK, trial.track().label());
        metadata.remove("annotations");
        own(json);
        metadata.withObject("/annotations").put(Annotations.TRIAL, Json.write(trial));
        ObjectNode spec = json.withObject("/spec");
        spec.put("replicas", replicas).remove("strategy");
        ObjectNode labels = spec.withObject("/template/metadata/labels");
        ObjectNode matched = JsonNodeFactory.instance.objectNode();
        spec.at("/selector/matchLabels").fieldNames().forEachRemaining(name -> matched.set(name, labels.path(name)));
        spec.putObject("selector").set("matchLabels", marked(matched));
        spec.withObject("/template/metadata").set("labels", marked(labels));
        return new Manifest(json);
    }

    private ObjectNode marked(ObjectNode labels) {
        return suffixed(labels, trial.labels(), trial.suffix())
                .put(Annotations.TRACK, trial.track().label());
    }

    /** @param first the Service as it is in the cluster */
    Manifest service(ObjectNode first) {
        ObjectNode json = object("v1", "Service", first);
        ObjectNode spec = json.putObject("spec");
        for (JsonNode port : first.at("/spec/ports")) {
            spec.withArray("ports").add(((ObjectNode) port.deepCopy()).retain(PORT_FIELDS));
        }
        spec.set("selector", suffixed(first.at("/spec/selector"), trial.labels(), trial.suffix()));
        return new Manifest(json);
    }

    /** The Ingress by which nginx's controller divides requests. @param first the Ingress as it is in the cluster */
    Manifest ingress(ObjectNode first, int weight) {
        ObjectNode json = object("networking.k8s.io/v1", "Ingress", first);
        ObjectNode annotations = json.withObject("/metadata/annotations");
        JsonNode written = first.at("/metadata/annotations").path(Annotations.INGRESS_CLASS);
        if (written.isTextual()) {
            annotations.set(Annotations.INGRESS_CLASS, written);
        }
        annotations.put(Annotations.NGINX_CANARY, "true").put(Annotations.NGINX_WEIGHT, String.valueOf(weight));
        ObjectNode spec = json.putObject("spec");
        if (first.at("/spec").hasNonNull("ingressClassName")) {
            spec.set("ingressClassName", first.at("/spec/ingressClassName"));
        }
        for (JsonNode rule : first.at("/spec/rules")) {
            ObjectNode second = rule.deepCopy();
            second.withObject("/http").remove("paths");
            for (JsonNode path : rule.at("/http/paths")) {
                String service = path.at("/backend/service/name").asText();
                if (trial.services().contains(service)) {
                    ObjectNode turned = path.deepCopy();
                    turned.withObject("/backend/service").put("name", service + trial.suffix());
                    second.withObject("/http").withArray("paths").add(turned);
                }
            }
            if (second.at("/http").has("paths")) {
                spec.withArray("rules").add(second);
            }
        }
        return new Manifest(json);
    }

    private ObjectNode object(String apiVersion, String kind, ObjectNode first) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", apiVersion).put("kind", kind);
        json.withObject("/metadata")
                .put("name", first.at("/metadata/name").asText() + trial.suffix())
                .withObject("/labels")
                .put(Annotations.TRACK, trial.track().label());
        own(json);
        return json;
    }

    private void own(ObjectNode json) {
        json.withObject("/metadata/annotations")
                .put(Annotations.TRIAL_OF, trial.workload())
                .put(Annotations.DEPLOYMENT_ID, trial.id());
    }

    /** Labels of which some have another value, one that still fits. */
    static ObjectNode suffixed(JsonNode labels, Collection<String> names, String suffix) {
        ObjectNode changed = labels.deepCopy();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            if (names.contains(label.getKey())) {
                String value = label.getValue().asText();
                String kept = value.substring(0, Math.min(value.length(), LONGEST_LABEL - suffix.length()));
                changed.put(label.getKey(), kept + suffix);
            }
        }
        return changed;
    }
}
