package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.ImageNames;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Which images run. */
final class ImageCheck implements PodCheck {
    private static final Rule CHANGES = new Rule(
            "kubernetes-latest-tag",
            Severity.MEDIUM,
            "The image can be another one at the next start",
            "name a version or a digest");
    private static final Rule TILLER = new Rule(
            "kubernetes-tiller",
            Severity.CRITICAL,
            "Tiller gives everybody in the cluster its own rights",
            "remove it, and use Helm 3");

    @Override
    public List<Rule> rules() {
        return List.of(CHANGES, TILLER);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            YamlNode image = container.node().get("image");
            String subject = image.text() + " in " + container.title();
            if (ImageNames.changes(image.text())) {
                faults.add(CHANGES, image.line(), subject);
            }
            if (ImageNames.simple(image.text()).equals("tiller")) {
                faults.add(TILLER, image.line(), subject);
            }
        }
    }
}
