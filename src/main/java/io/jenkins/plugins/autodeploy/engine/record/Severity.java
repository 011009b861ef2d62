package io.jenkins.plugins.autodeploy.engine.record;

/** How bad a finding is, the worst last. */
public enum Severity {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
