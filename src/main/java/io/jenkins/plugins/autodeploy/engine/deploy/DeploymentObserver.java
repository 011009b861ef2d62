package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;

/** The host's side of a deployment that goes on. */
public interface DeploymentObserver {
    /** Where the deployment's events go. */
    EventSink events();

    /** The record changed; also called for the last state, before the outcome completes. */
    void recordChanged(Deployment deployment);

    /**
     * What {@link DeploymentEngine#resume} needs to go on after the host's process died. Called before each act that changes the target; the act happens only after this
     * returned, so what is kept is never behind the target by more than one act.
     */
    void save(String state);
}
