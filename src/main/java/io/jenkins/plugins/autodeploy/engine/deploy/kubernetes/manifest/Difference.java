package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in sentences in which fields an object would differ. Pure. Items of a list are named by what tells them apart in Kubernetes, not by their place. Values that may be secret (environment, Secrets) are
 * not shown.
 */
public final class Difference {
    private static final int MOST = 40;
    private static final int LONGEST_VALUE = 120;
    private static final Set<String> OWN_MARKS = Stream.concat(
                    Stream.of(
                            Annotations.DEPLOYMENT_ID,
                            Annotations.CHANGE_CAUSE,
                            Annotations.VERIFIED,
                            Annotations.INVENTORY,
                            Annotations.BASE_NAME,
                            Labels.WORKLOAD),
                    Provenance.NAMES.stream().map(fact -> Annotations.PROVENANCE + fact))
            .collect(Collectors.toSet());

    /** What an item of a list may be known by, the best first. */
    private static final List<String> KEYS = List.of("name", "containerPort", "port", "mountPath", "host", "path");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\.env\\[[^]]*](\\.value)?$|\\.env$");

    private final String label;
    private final boolean secret;
    private final List<String> sentences = new ArrayList<>();

    private Difference(Manifest manifest) {
        label = manifest.label();
        secret = manifest.kind().equals("Secret");
    }

    /**
     * @param now null when the object is not there; for one that is named by its content, what it takes the place of
     * @param then the object as the server would have it
     */
    public static List<String> between(Manifest manifest, @CheckForNull ObjectNode now, ObjectNode then) {
        if (now == null) {
            return List.of("would create " + manifest.label());
        }
        Difference difference = new Difference(manifest);
        String name = now.at("/metadata/name").asText();
        if (!name.equals(manifest.name())) {
            difference.sentences.add(
                    "would create %s in place of %s, since its content changes".formatted(manifest.label(), name));
        }
        difference.compare("", comparable(now), comparable(then));
        return difference.sentences();
    }

    private static ObjectNode comparable(ObjectNode object) {
        ObjectNode comparable = LiveObject.restorable(object);
        comparable.withObject("/metadata").remove("name");
        return comparable;
    }

    private List<String> sentences() {
        if (sentences.size() <= MOST) {
            return sentences;
        }
        List<String> shown = new ArrayList<>(sentences.subList(0, MOST));
        shown.add("would change %s in %d more fields".formatted(label, sentences.size() - MOST));
        return shown;
    }

    private void compare(String path, JsonNode now, JsonNode then) {
        if (now.equals(then) || holdOnlyOwnMarks(path, now, then)) {
            return;
        }
        if (isObjectOrMissing(now) && isObjectOrMissing(then) && now.isObject() == then.isObject()) {
            compareFields(path, now, then);
        } else if (isKeyed(now) && isKeyed(then)) {
            compareItems(path, keyed(now), keyed(then));
        } else if (now.isArray() && then.isArray() && now.size() == then.size()) {
            for (int i = 0; i < now.size(); i++) {
                compare("%s[%d]".formatted(path, i), now.get(i), then.get(i));
            }
        } else {
            sentences.add("would change %s %s from %s to %s"
                    .formatted(label, path.substring(1), shown(path, now), shown(path, then)));
        }
    }

    private void compareFields(String path, JsonNode now, JsonNode then) {
        Set<String> names = new TreeSet<>();
        now.fieldNames().forEachRemaining(names::add);
        then.fieldNames().forEachRemaining(names::add);
        names.removeAll(OWN_MARKS);
        for (String name : names) {
            String step = PLAIN_NAME.matcher(name).matches() ? "." + name : ".'" + name + "'";
            compare(path + step, now.path(name), then.path(name));
        }
    }

    private void compareItems(String path, Map<String, JsonNode> now, Map<String, JsonNode> then) {
        Set<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(then.keySet());
        for (String key : keys) {
            compare("%s[%s]".formatted(path, key), itemOrMissing(now, key), itemOrMissing(then, key));
        }
    }

    private static JsonNode itemOrMissing(Map<String, JsonNode> items, String key) {
        return items.getOrDefault(key, MissingNode.getInstance());
    }

    /** Annotations or labels of this engine alone are as good as none. */
    private static boolean holdOnlyOwnMarks(String path, JsonNode now, JsonNode then) {
        if (!path.endsWith(".annotations") && !path.endsWith(".labels")) {
            return false;
        }
        Set<String> names = new HashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        then.fieldNames().forEachRemaining(names::add);
        return OWN_MARKS.containsAll(names);
    }

    private static boolean isObjectOrMissing(JsonNode node) {
        return node.isObject() || node.isMissingNode();
    }

    private static boolean isKeyed(JsonNode node) {
        return node.isMissingNode() || node.isArray() && (node.isEmpty() || keyed(node) != null);
    }

    /** The items by the first of the keys that all of them have and that tells them apart; null when there is none. */
    @CheckForNull
    private static Map<String, JsonNode> keyed(JsonNode list) {
        if (list.isMissingNode() || list.isEmpty()) {
            return Map.of();
        }
        for (String key : KEYS) {
            Map<String, JsonNode> items = new LinkedHashMap<>();
            for (JsonNode item : list) {
                if (item.path(key).isValueNode()) {
                    items.put(item.path(key).asText(), item);
                }
            }
            if (items.size() == list.size()) {
                return items;
            }
        }
        return null;
    }

    private String shown(String path, JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        boolean hidden = secret && (path.startsWith(".data") || path.startsWith(".stringData"));
        if (hidden || ENVIRONMENT.matcher(path).find() && !value.has("valueFrom")) {
            return "(a value)";
        }
        String text = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
