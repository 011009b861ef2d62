package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.SecretNames;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Secrets that the manifest itself shows. Their values are never reported. */
final class SecretCheck implements ManifestCheck {
    private static final Rule IN_ENVIRONMENT = new Rule(
            "kubernetes-secret-in-env",
            Severity.HIGH,
            "A secret is written into the environment of a container",
            "take it from a Secret with valueFrom.secretKeyRef");
    private static final Rule IN_CONFIG_MAP = new Rule(
            "kubernetes-secret-in-config-map",
            Severity.HIGH,
            "A ConfigMap holds a secret",
            "put it into a Secret that is not kept with the source");
    private static final Rule IN_SOURCE = new Rule(
            "kubernetes-secret-in-source",
            Severity.MEDIUM,
            "The values of a Secret are kept with the source, and base64 hides nothing",
            "create it in the cluster, or seal it with a key of the cluster");

    @Override
    public List<Rule> rules() {
        return List.of(IN_ENVIRONMENT, IN_CONFIG_MAP, IN_SOURCE);
    }

    @Override
    public void check(Manifest manifest, Faults faults) {
        manifest.pod().ifPresent(pod -> environment(pod, faults));
        if (manifest.kind().equals("ConfigMap")) {
            for (YamlNode.Entry entry : manifest.root().get("data").entries()) {
                if (SecretNames.isSecretWritten(entry.key(), entry.value().text())) {
                    faults.add(IN_CONFIG_MAP, entry.value().line(), entry.key() + " in " + manifest.title());
                }
            }
        }
        if (manifest.kind().equals("Secret")) {
            for (String field : List.of("data", "stringData")) {
                YamlNode values = manifest.root().get(field);
                if (values.entries().stream()
                        .anyMatch(entry -> SecretNames.isLiteral(entry.value().text()))) {
                    faults.add(IN_SOURCE, values.line(), manifest.title());
                }
            }
        }
    }

    private static void environment(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            for (YamlNode variable : container.node().get("env").items()) {
                String name = variable.get("name").text();
                if (SecretNames.isSecretWritten(name, variable.get("value").text())) {
                    faults.add(IN_ENVIRONMENT, variable.line(), name + " in " + container.title());
                }
            }
        }
    }
}
