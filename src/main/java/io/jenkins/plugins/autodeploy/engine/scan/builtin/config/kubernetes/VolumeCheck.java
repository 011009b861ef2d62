package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.HostPaths;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Which of the node's files pods have. */
final class VolumeCheck implements PodCheck {
    private static final Rule SOCKET = new Rule(
            "kubernetes-engine-socket",
            Severity.CRITICAL,
            "Who has the container engine's socket is root on the node",
            "remove the volume; build images with a builder that needs no daemon");
    private static final Rule SENSITIVE = new Rule(
            "kubernetes-sensitive-host-path",
            Severity.HIGH,
            "The pod has a directory of its node with settings, secrets or programs",
            "remove the hostPath volume");
    private static final Rule HOST_PATH = new Rule(
            "kubernetes-host-path",
            Severity.MEDIUM,
            "The pod has files of its node",
            "use a persistentVolumeClaim, an emptyDir or a configMap");

    @Override
    public List<Rule> rules() {
        return List.of(SOCKET, SENSITIVE, HOST_PATH);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (YamlNode volume : pod.spec().get("volumes").items()) {
            YamlNode path = volume.at("hostPath", "path");
            if (path.text().isEmpty() || HostPaths.isHarmless(path.text())) {
                continue;
            }
            Rule rule = HostPaths.isEngineSocket(path.text())
                    ? SOCKET
                    : HostPaths.isSensitive(path.text()) ? SENSITIVE : HOST_PATH;
            faults.add(rule, path.line(), path.text() + " in " + pod.manifest().title());
        }
    }
}
