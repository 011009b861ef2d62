package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The ConfigMaps and Secrets that a pod's specification names: volumes, projected sources, environment, image pull secrets. */
public final class ConfigReferences {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONFIG_MAP = "ConfigMap";
    private static final String SECRET = "Secret";

    /** Fields that hold an object, or a list of objects, whose {@code name} is that of a ConfigMap or Secret. */
    private static final Map<String, String> HOLDERS = Map.of(
            "configMap", CONFIG_MAP,
            "configMapRef", CONFIG_MAP,
            "configMapKeyRef", CONFIG_MAP,
            "secret", SECRET,
            "secretRef", SECRET,
            "secretKeyRef", SECRET,
            "nodePublishSecretRef", SECRET,
            "imagePullSecrets", SECRET);

    private ConfigReferences() {}

    public static Set<ObjectRef> in(JsonNode podSpec) {
        Set<ObjectRef> found = new LinkedHashSet<>();
        visit(podSpec, "", reference -> {
            found.add(reference);
            return reference;
        });
        return found;
    }

    /** Those without which no container starts. */
    public static Set<ObjectRef> required(JsonNode podSpec) {
        ObjectNode rest = podSpec.deepCopy();
        rest.remove("imagePullSecrets");
        rest.findParents("optional").stream()
                .filter(reference -> reference.path("optional").asBoolean())
                .forEach(reference -> ((ObjectNode) reference).removeAll());
        return in((JsonNode) rest);
    }

    public static Set<ObjectRef> in(PodSpec pod) {
        return in((JsonNode) MAPPER.valueToTree(pod));
    }

    /** Changes the names in place. */
    static void rename(ObjectNode podSpec, Map<ObjectRef, String> names) {
        visit(
                podSpec,
                "",
                reference -> new ObjectRef(
                        reference.apiVersion(), reference.kind(), names.getOrDefault(reference, reference.name())));
    }

    private static void visit(JsonNode node, String field, UnaryOperator<ObjectRef> change) {
        if (node instanceof ObjectNode object) {
            if (HOLDERS.containsKey(field)) {
                take(object, "name", HOLDERS.get(field), change);
            }
            take(object, "secretName", SECRET, change);
            object.properties().forEach(entry -> visit(entry.getValue(), entry.getKey(), change));
        } else if (node.isArray()) {
            node.forEach(item -> visit(item, field, change));
        }
    }

    private static void take(ObjectNode object, String field, String kind, UnaryOperator<ObjectRef> change) {
        if (object.path(field).isTextual()) {
            String name = object.path(field).asText();
            String changed = change.apply(new ObjectRef("v1", kind, name)).name();
            if (!changed.equals(name)) {
                object.put(field, changed);
            }
        }
    }
}
