package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** Where things are put, and what is allowed there. */
final class NamespaceCheck implements ManifestCheck {
    private static final Rule SYSTEM = new Rule(
            "kubernetes-system-namespace",
            Severity.MEDIUM,
            "The pod runs among the parts of the cluster itself",
            "give it a namespace of its own");
    private static final Rule DEFAULT = new Rule(
            "kubernetes-default-namespace",
            Severity.LOW,
            "The pod runs where whatever has no place of its own ends up",
            "give it a namespace of its own, where policies and rights can be its own too");
    private static final Rule ALLOWS_ALL = new Rule(
            "kubernetes-privileged-namespace",
            Severity.MEDIUM,
            "The namespace takes privileged pods",
            "set pod-security.kubernetes.io/enforce to restricted or baseline");

    private static final Set<String> OF_THE_CLUSTER = Set.of("kube-system", "kube-public", "kube-node-lease");

    @Override
    public List<Rule> rules() {
        return List.of(SYSTEM, DEFAULT, ALLOWS_ALL);
    }

    @Override
    public void check(Manifest manifest, Faults faults) {
        YamlNode namespace = manifest.root().at("metadata", "namespace");
        if (manifest.pod().isPresent() && OF_THE_CLUSTER.contains(namespace.text())) {
            faults.add(SYSTEM, namespace.line(), manifest.title());
        }
        if (manifest.pod().isPresent() && namespace.text().equals("default")) {
            faults.add(DEFAULT, namespace.line(), manifest.title());
        }
        YamlNode level = manifest.root().at("metadata", "labels", "pod-security.kubernetes.io/enforce");
        if (manifest.kind().equals("Namespace") && level.text().equals("privileged")) {
            faults.add(ALLOWS_ALL, level.line(), manifest.title());
        }
    }
}
