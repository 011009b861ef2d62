package io.jenkins.plugins.autodeploy.engine.record;

/** The outcome of the last health check: what was asked, whether it passed and what it said. */
public record HealthResult(String check, boolean healthy, String detail) {}
