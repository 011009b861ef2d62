package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a manifest runs.
 *
 * @param spec of the pod
 * @param annotations of the pod
 */
record Pod(Manifest manifest, YamlNode spec, YamlNode annotations) {
    /**
     * One of its containers.
     *
     * @param type {@code container}, {@code init container} or {@code ephemeral container}
     */
    record Container(Pod pod, String type, YamlNode node) {
        /** {@code container web of Deployment shop}. */
        String title() {
            return type + " " + node.get("name").text() + " of "
                    + pod.manifest().title();
        }

        YamlNode security(String... keys) {
            return node.get("securityContext").at(keys);
        }

        /** A setting that a container takes from its pod when it has none of its own. */
        YamlNode inherited(String... keys) {
            YamlNode own = security(keys);
            YamlNode ofPod = pod.spec().get("securityContext").at(keys);
            return own.exists() || !ofPod.exists() ? own : ofPod;
        }
    }

    /** All that run in it, one after another or beside each other. */
    List<Container> containers() {
        return Stream.of(
                        containers("containers", "container"),
                        containers("initContainers", "init container"),
                        containers("ephemeralContainers", "ephemeral container"))
                .flatMap(containers -> containers)
                .toList();
    }

    private Stream<Container> containers(String key, String type) {
        return spec.get(key).items().stream().filter(YamlNode::isMapping).map(node -> new Container(this, type, node));
    }
}
