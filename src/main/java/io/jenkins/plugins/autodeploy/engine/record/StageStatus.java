package io.jenkins.plugins.autodeploy.engine.record;

/** Where a stage stands. */
public enum StageStatus {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED
}
