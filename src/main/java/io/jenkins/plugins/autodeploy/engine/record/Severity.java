package io.jenkins.plugins.autodeploy.engine.record;

/** How bad a finding is, the worst last. */
public enum Severity {
    /** The source rates it with a word that is none of these, or not at all. */
    UNKNOWN,
    NEGLIGIBLE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
