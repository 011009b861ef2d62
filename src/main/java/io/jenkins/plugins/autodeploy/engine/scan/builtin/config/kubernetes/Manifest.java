package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a cluster as a file describes it.
 *
 * @param kind {@code Deployment}
 * @param root the whole object
 */
record Manifest(String kind, YamlNode root) {
    private static final int MOST_NESTED_LISTS = 3;

    /** The objects of a text's documents and of the lists among them; without documents that describe none. */
    static List<Manifest> read(String text) {
        List<Manifest> manifests = new ArrayList<>();
        YamlNode.documents(text).forEach(document -> add(document, MOST_NESTED_LISTS, manifests));
        return manifests;
    }

    private static void add(YamlNode document, int lists, List<Manifest> manifests) {
        String kind = document.get("kind").text();
        if (kind.isEmpty() || document.get("apiVersion").text().isEmpty()) {
            return;
        }
        if (kind.endsWith("List") && lists > 0) {
            document.get("items").items().forEach(item -> add(item, lists - 1, manifests));
        } else {
            manifests.add(new Manifest(kind, document));
        }
    }

    /** {@code Deployment shop}. */
    String title() {
        String name = root.at("metadata", "name").text();
        return name.isEmpty() ? kind : kind + " " + name;
    }

    /** The pod that it is or makes; also of kinds that only some clusters know, as long as they hold a pod's template where Kubernetes' own do. */
    Optional<Pod> pod() {
        YamlNode template =
                switch (kind) {
                    case "Pod" -> root;
                    case "PodTemplate" -> root.get("template");
                    case "CronJob" -> root.at("spec", "jobTemplate", "spec", "template");
                    default -> root.at("spec", "template");
                };
        boolean runs = !template.at("spec", "containers").items().isEmpty();
        return runs
                ? Optional.of(new Pod(this, template.get("spec"), template.at("metadata", "annotations")))
                : Optional.empty();
    }
}
