package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * How a new version shows that it works.
 *
 * @param path HTTP path that must answer 2xx or 3xx; null to be content with an open port (Docker host) or ready pods (Kubernetes)
 * @param interval between two tries
 */
public record HealthCheck(@CheckForNull String path, Duration interval) {
    /** Without a path, asked every second. */
    public static final HealthCheck NONE = new HealthCheck(null, Duration.ofSeconds(1));
}
