package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;

/** Faults of one subject. */
interface ManifestCheck {
    /** The faults that it can find. */
    List<Rule> rules();

    void check(Manifest manifest, Faults faults);
}
