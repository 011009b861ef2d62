package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview.ConfigChange;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview.Names;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what runs with what a {@link ReturnPlan} would have run. Pure. */
public final class PreviewOfReturn {
    private static final List<String> CONTAINERS = List.of("initContainers", "containers");
    private static final List<String> TOLD_APART = List.of("image", "env", "envFrom");

    private final ReturnPlan plan;
    private final ObjectNode now;

    private PreviewOfReturn(ReturnPlan plan) {
        this.plan = plan;
        this.now = LiveObject.template(plan.live());
    }

    public static RollbackPreview of(
            ReturnPlan plan, LiveWorkload workload, RevisionHistory history, RevisionHistory.Revision revision) {
        PreviewOfReturn preview = new PreviewOfReturn(plan);
        RollbackPreview.Version runs = history.current() != null
                ? history.current().shown()
                : new RollbackPreview.Version(null, workload.deploymentId(), image(preview.now), null, null, false);
        Integer then = plan.replicas() == null ? workload.replicas() : plan.replicas();
        return new RollbackPreview(
                workload.name(),
                runs,
                revision.shown(),
                Names.between(variables(preview.now), variables(plan.template())),
                preview.config(),
                workload.replicas(),
                then,
                preview.other(),
                history.possible().stream().map(RevisionHistory.Revision::shown).toList());
    }

    private List<ConfigChange> config() {
        List<ConfigChange> changes = new ArrayList<>();
        Set<ObjectRef> before = ConfigReferences.in(now.path("spec"));
        Set<ObjectRef> after = ConfigReferences.in(plan.template().path("spec"));
        after.stream()
                .filter(object -> !before.contains(object))
                .map(object -> new ConfigChange(object.label(), ConfigChange.Kind.USED, Names.NONE))
                .forEach(changes::add);
        before.stream()
                .filter(object -> !after.contains(object))
                .map(object -> new ConfigChange(object.label(), ConfigChange.Kind.UNUSED, Names.NONE))
                .forEach(changes::add);
        plan.restored().forEach(kept -> changes.add(change(kept, ConfigChange.Kind.RESTORED)));
        plan.left().forEach(kept -> changes.add(change(kept, ConfigChange.Kind.LEFT)));
        return changes;
    }

    private ConfigChange change(ObjectNode kept, ConfigChange.Kind kind) {
        ObjectRef object = new Manifest(kept).ref();
        return new ConfigChange(
                object.label(), kind, Names.between(keys(plan.configs().get(object)), keys(kept)));
    }

    private static Map<String, JsonNode> keys(@CheckForNull JsonNode config) {
        Map<String, JsonNode> keys = new TreeMap<>();
        if (config != null) {
            config.path("data").fields().forEachRemaining(entry -> keys.put(entry.getKey(), entry.getValue()));
            config.path("binaryData").fields().forEachRemaining(entry -> keys.put(entry.getKey(), entry.getValue()));
        }
        return keys;
    }

    /** By name, with the container's name in front where there are several. */
    private static Map<String, JsonNode> variables(JsonNode template) {
        Map<String, JsonNode> variables = new TreeMap<>();
        int containers = 0;
        for (String kind : CONTAINERS) {
            containers += template.path("spec").path(kind).size();
        }
        for (String kind : CONTAINERS) {
            for (JsonNode container : template.path("spec").path(kind)) {
                String prefix = containers == 1 ? "" : container.path("name").asText() + "/";
                for (JsonNode variable : container.path("env")) {
                    variables.put(prefix + variable.path("name").asText(), variable);
                }
            }
        }
        return variables;
    }

    private List<String> other() {
        List<String> other = new ArrayList<>();
        Manifest then = LiveObject.join(named(), stripped(plan.template()));
        other.addAll(
                Difference.between(then, LiveObject.join(named(), stripped(now)).json(), then.json()));
        if (plan.autoscaled() != null) {
            other.add(plan.autoscaled());
        }
        return other;
    }

    /** The workload's kind and name alone. */
    private ObjectNode named() {
        ObjectNode frame = plan.live().deepCopy();
        frame.retain("apiVersion", "kind");
        frame.putObject("metadata").set("name", plan.live().at("/metadata/name"));
        return frame;
    }

    private static ObjectNode stripped(ObjectNode template) {
        ObjectNode rest = template.deepCopy();
        for (String kind : CONTAINERS) {
            for (JsonNode container : rest.path("spec").path(kind)) {
                ((ObjectNode) container).remove(TOLD_APART);
            }
        }
        return rest;
    }

    private static String image(JsonNode template) {
        return template.at("/spec/containers/0/image").asText();
    }
}
