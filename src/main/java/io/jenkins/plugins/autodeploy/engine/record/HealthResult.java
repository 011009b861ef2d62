package io.jenkins.plugins.autodeploy.engine.record;

/** The outcome of the last health check: what was asked, whether it passed and what it said. */
public record HealthResult(String check, boolean healthy, String detail) {
    /** What is checked when a target is taken back to what ran before. Unhealthy, it means that somebody has to act: neither version runs as it should. */
    public static final String WAY_BACK = "way back";
}
