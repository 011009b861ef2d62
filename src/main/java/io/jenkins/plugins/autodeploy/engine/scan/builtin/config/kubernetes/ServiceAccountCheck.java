package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Whether pods carry a key to the cluster. */
final class ServiceAccountCheck implements PodCheck {
    private static final Rule TOKEN = new Rule(
            "kubernetes-service-account-token",
            Severity.LOW,
            "The pod carries a token for the cluster's API",
            "set automountServiceAccountToken to false where the program does not ask the cluster");

    @Override
    public List<Rule> rules() {
        return List.of(TOKEN);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        YamlNode mounted = pod.spec().get("automountServiceAccountToken");
        if (!mounted.isFalse()) {
            faults.add(TOKEN, mounted.line(), pod.manifest().title());
        }
    }
}
