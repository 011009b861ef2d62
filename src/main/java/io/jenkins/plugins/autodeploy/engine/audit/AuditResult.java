package io.jenkins.plugins.autodeploy.engine.audit;

/** Where a deployment or rollback was when its entry was written. */
public enum AuditResult {
    /** It waits for approval. */
    WAITING,
    /** It began with its target. */
    STARTED,
    SUCCEEDED,
    FAILED,
    ABORTED,
    ROLLED_BACK
}
