package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** How much of its node a container can take. */
final class ResourceCheck implements PodCheck {
    private static final Rule MEMORY = new Rule(
            "kubernetes-no-memory-limit",
            Severity.LOW,
            "The container can take all the memory of its node",
            "set resources.limits.memory");
    private static final Rule CPU = new Rule(
            "kubernetes-no-cpu-limit",
            Severity.LOW,
            "The container can take all the processors of its node",
            "set resources.limits.cpu");

    @Override
    public List<Rule> rules() {
        return List.of(MEMORY, CPU);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            YamlNode limits = container.node().at("resources", "limits");
            if (!limits.get("memory").exists()) {
                faults.add(MEMORY, limits.line(), container.title());
            }
            if (!limits.get("cpu").exists()) {
                faults.add(CPU, limits.line(), container.title());
            }
        }
    }
}
