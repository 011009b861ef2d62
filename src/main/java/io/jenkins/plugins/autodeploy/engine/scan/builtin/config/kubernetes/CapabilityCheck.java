package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Capabilities;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Which parts of root's power the containers have. */
final class CapabilityCheck implements PodCheck {
    private static final Rule NOT_DROPPED = new Rule(
            "kubernetes-capabilities-not-dropped",
            Severity.MEDIUM,
            "The container keeps capabilities that programs seldom need, such as raw network packets",
            "drop ALL in securityContext.capabilities, and add what it needs");
    private static final Rule HOST = new Rule(
            "kubernetes-dangerous-capability",
            Severity.HIGH,
            "An added capability reaches beyond the container",
            "remove it from securityContext.capabilities.add");
    private static final Rule ADDED = new Rule(
            "kubernetes-added-capability",
            Severity.MEDIUM,
            "A capability is added that the Pod Security Standards do not allow",
            "remove it from securityContext.capabilities.add");

    @Override
    public List<Rule> rules() {
        return List.of(NOT_DROPPED, HOST, ADDED);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            YamlNode drop = container.security("capabilities", "drop");
            if (drop.texts().stream().map(Capabilities::plain).noneMatch("ALL"::equals)) {
                faults.add(NOT_DROPPED, drop.line(), container.title());
            }
            for (YamlNode added : container.security("capabilities", "add").items()) {
                String subject = added.text() + " in " + container.title();
                if (Capabilities.opensTheHost(added.text())) {
                    faults.add(HOST, added.line(), subject);
                } else if (!added.text().isEmpty() && !Capabilities.isHarmless(added.text())) {
                    faults.add(ADDED, added.line(), subject);
                }
            }
        }
    }
}
