package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.PodSpecs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives the ConfigMaps and Secrets that pods of the same manifests use names that end with a hash of their content. So a change of them rolls the pods, the pods that still run keep the content that they
 * were started with, and a version that is taken back takes its own content back. Pure: what comes in is not changed.
 */
public final class HashedConfig {
    private static final int DIGITS = 10;
    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Words in the names of fields that may hold the name of such an object. Beyond pods, kinds are not known one by one: what looks like a reference is taken for one. */
    private static final Map<String, Pattern> REFERRING = Map.of(
            "ConfigMap", Pattern.compile("config|resourcenames"),
            "Secret", Pattern.compile("secret|cert|credential|tls|auth|password|resourcenames"));

    private final List<Manifest> manifests;

    private HashedConfig(List<Manifest> manifests) {
        this.manifests = manifests;
    }

    /** The same objects in the same order. */
    public static List<Manifest> name(List<Manifest> manifests) {
        return new HashedConfig(manifests).renamed();
    }

    /** Whether the manifest is one that got its name here. */
    public static boolean isHashed(Manifest manifest) {
        return manifest.json().at("/metadata/annotations").has(Annotations.BASE_NAME);
    }

    /** Whether an object of that name is an earlier or later content of the manifest. */
    public static boolean isSibling(Manifest manifest, ObjectRef object) {
        String base = manifest.json()
                .at("/metadata/annotations")
                .path(Annotations.BASE_NAME)
                .asText();
        return object.kind().equals(manifest.kind())
                && object.name().matches(Pattern.quote(base) + "-[0-9a-f]{" + DIGITS + "}");
    }

    private List<Manifest> renamed() {
        Set<ObjectRef> used = manifests.stream()
                .flatMap(manifest -> PodSpecs.in(manifest.json()).stream())
                .flatMap(pod -> ConfigReferences.in(pod).stream())
                .collect(Collectors.toSet());
        Map<ObjectRef, String> names = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (used.contains(manifest.ref()) && !isFixed(manifest) && !isReferredToElsewhere(manifest)) {
                names.put(manifest.ref(), manifest.name() + "-" + hash(manifest));
            }
        }
        return manifests.stream().map(manifest -> renamed(manifest, names)).toList();
    }

    private static Manifest renamed(Manifest manifest, Map<ObjectRef, String> names) {
        ObjectNode json = manifest.json().deepCopy();
        String name = names.get(manifest.ref());
        if (name != null) {
            json.withObject("/metadata").put("name", name);
            json.withObject("/metadata/annotations").put(Annotations.BASE_NAME, manifest.name());
        }
        PodSpecs.in(json).forEach(pod -> ConfigReferences.rename(pod, names));
        return new Manifest(json);
    }

    private static boolean isFixed(Manifest manifest) {
        return manifest.json()
                .at("/metadata/annotations")
                .path(Annotations.FIXED_NAME)
                .asText()
                .equals("true");
    }

    private boolean isReferredToElsewhere(Manifest config) {
        return manifests.stream().anyMatch(manifest -> {
            ObjectNode rest = manifest.json().deepCopy();
            PodSpecs.in(rest).forEach(ObjectNode::removeAll);
            rest.withObject("/metadata").remove(List.of("name", "labels"));
            return mentions(rest, "", config);
        });
    }

    private static boolean mentions(JsonNode node, String path, Manifest config) {
        if (node.isTextual()) {
            String text = node.asText();
            boolean named = text.equals(config.name()) || text.endsWith("/" + config.name());
            return named && REFERRING.get(config.kind()).matcher(path).find();
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .anyMatch(entry -> mentions(
                            entry.getValue(), path + "." + entry.getKey().toLowerCase(Locale.ROOT), config));
        }
        for (JsonNode item : node) {
            if (mentions(item, path, config)) {
                return true;
            }
        }
        return false;
    }

    /** Of all but what says nothing about the content: labels and annotations do not roll pods. */
    private static String hash(Manifest manifest) {
        ObjectNode content = manifest.json().deepCopy();
        content.remove(List.of("apiVersion", "metadata"));
        try {
            byte[] canonical = SORTED.writeValueAsBytes(SORTED.convertValue(content, Map.class));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
