package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

/** The labels of this engine. They are never part of a selector, which cannot change. */
final class Labels {
    /** On every object that is applied: the workload with which it came. */
    static final String WORKLOAD = "autodeploy.jenkins.io/workload";

    private Labels() {}
}
