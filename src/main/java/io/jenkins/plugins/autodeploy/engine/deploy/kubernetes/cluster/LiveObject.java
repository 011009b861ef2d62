package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** Takes apart objects as the server gives them. Pure: what comes in is not changed. */
public final class LiveObject {
    private static final List<String> SERVER_METADATA = List.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
            "selfLink",
            "namespace",
            "ownerReferences",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");
    private static final List<String> OTHERS_ANNOTATIONS =
            List.of(Annotations.REVISION, Annotations.VERIFIED, "kubectl.kubernetes.io/last-applied-configuration");
    /** A Service's addresses, which the server gave: once applied by us they would be ours, and leaving them out of the next change would unset them, which it refuses. */
    private static final List<String> ALLOCATED = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LiveObject() {}

    /** What to apply to have the object back as it is. */
    public static ObjectNode restorable(ObjectNode live) {
        ObjectNode copy = live.deepCopy();
        copy.remove("status");
        ObjectNode metadata = copy.withObject("/metadata");
        metadata.remove(SERVER_METADATA);
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(OTHERS_ANNOTATIONS);
        }
        if (copy.path("spec") instanceof ObjectNode spec
                && !"None".equals(spec.path("clusterIP").asText())) {
            spec.remove(ALLOCATED);
        }
        return copy;
    }

    /** What to apply to have a workload back as it is, but for its pod template, which the cluster keeps beside it. */
    public static ObjectNode frame(ObjectNode workload) {
        ObjectNode frame = restorable(workload);
        frame.withObject("/spec").remove("template");
        return frame;
    }

    /** The workload of a frame with a pod template. */
    public static Manifest join(ObjectNode frame, JsonNode template) {
        ObjectNode workload = frame.deepCopy();
        workload.withObject("/spec").set("template", template);
        return new Manifest(workload);
    }

    /** The pod template of a workload, replica set or ControllerRevision, comparable between them. */
    public static ObjectNode template(JsonNode owner) {
        ObjectNode template = owner.has("data")
                ? patchedTemplate(owner.get("data"))
                : owner.at("/spec/template").deepCopy();
        if (template.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("creationTimestamp");
            if (metadata.path("labels") instanceof ObjectNode labels) {
                labels.remove(TEMPLATE_HASH);
            }
        }
        return template;
    }

    /** A ControllerRevision keeps its template as a strategic merge patch. */
    static ObjectNode patchedTemplate(JsonNode data) {
        ObjectNode template = data.at("/spec/template").deepCopy();
        template.remove("$patch");
        return template;
    }

    public static LabelSelector selector(JsonNode workload) {
        return MAPPER.convertValue(workload.at("/spec/selector"), LabelSelector.class);
    }

    public static long generation(JsonNode object) {
        return object.at("/metadata/generation").asLong();
    }
}
