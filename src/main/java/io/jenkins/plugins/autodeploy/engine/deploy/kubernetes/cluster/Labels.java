package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

/** The labels of this engine. They are never part of a selector, which cannot change. */
public final class Labels {
    /** On every object that is applied: the workload with which it came. */
    public static final String WORKLOAD = "autodeploy.jenkins.io/workload";

    private Labels() {}
}
