package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;

/** Faults of what runs, in objects of every kind that makes pods. */
interface PodCheck extends ManifestCheck {
    @Override
    default void check(Manifest manifest, Faults faults) {
        manifest.pod().ifPresent(pod -> check(pod, faults));
    }

    void check(Pod pod, Faults faults);
}
