package io.jenkins.plugins.autodeploy.engine.record;

/** Where a deployment stands. */
public enum DeploymentStatus {
    PENDING,
    BUILDING,
    TESTING,
    SCANNING,
    DEPLOYING,
    VERIFYING,
    SUCCEEDED,
    FAILED,
    ABORTED,
    ROLLED_BACK;

    /** Whether nothing more will happen to the deployment. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == ABORTED || this == ROLLED_BACK;
    }
}
