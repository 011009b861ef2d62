package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in sentences in which fields an object would differ. Pure. Values that may be secret (environment, Secrets) are not shown. */
final class Difference {
    private static final int MOST = 40;
    private static final int LONGEST_VALUE = 120;
    private static final Set<String> OWN_ANNOTATIONS =
            Set.of(Annotations.DEPLOYMENT_ID, Annotations.CHANGE_CAUSE, Annotations.VERIFIED);

    private final String label;
    private final boolean secret;
    private final List<String> sentences = new ArrayList<>();

    private Difference(Manifest manifest) {
        label = manifest.label();
        secret = manifest.kind().equals("Secret");
    }

    /**
     * @param now null when the object is not there
     * @param then the object as the server would have it
     */
    static List<String> between(Manifest manifest, @CheckForNull ObjectNode now, ObjectNode then) {
        if (now == null) {
            return List.of("would create " + manifest.label());
        }
        Difference difference = new Difference(manifest);
        difference.compare("", LiveObject.restorable(now), LiveObject.restorable(then));
        return difference.sentences.stream().limit(MOST).toList();
    }

    private void compare(String path, JsonNode now, JsonNode then) {
        if (now.equals(then)) {
            return;
        }
        if (now.isObject() && then.isObject()) {
            Set<String> names = new TreeSet<>();
            now.fieldNames().forEachRemaining(names::add);
            then.fieldNames().forEachRemaining(names::add);
            names.removeAll(OWN_ANNOTATIONS);
            names.forEach(name -> compare(path + "." + name, now.path(name), then.path(name)));
        } else if (now.isArray() && then.isArray() && now.size() == then.size()) {
            for (int i = 0; i < now.size(); i++) {
                compare("%s[%d]".formatted(path, i), now.get(i), then.get(i));
            }
        } else {
            sentences.add("would change %s %s from %s to %s"
                    .formatted(label, path.substring(1), shown(path, now), shown(path, then)));
        }
    }

    private String shown(String path, JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        if (secret || path.contains(".env")) {
            return "(a value)";
        }
        String text = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
