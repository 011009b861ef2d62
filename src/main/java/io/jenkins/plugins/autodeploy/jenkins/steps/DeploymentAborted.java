package io.jenkins.plugins.autodeploy.jenkins.steps;

import jenkins.model.CauseOfInterruption;

/** Why a build ended as aborted: its deployment was not approved, or was aborted before Jenkins started anew. */
public final class DeploymentAborted extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    DeploymentAborted(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String getShortDescription() {
        return sentence;
    }
}
