package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Faults of one subject. */
interface ComposeCheck {
    /** The faults that it can find. */
    List<Rule> rules();

    /** @param name of the service */
    void check(String name, YamlNode service, Faults faults);
}
