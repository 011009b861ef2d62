package io.jenkins.plugins.autodeploy.jenkins.steps;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;

/** The bounds of what a deployment may be told. */
final class DeploymentLimits {
    static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);
    private static final int MOST_MINUTES = 24 * 60;

    private DeploymentLimits() {}

    static Duration timeout(int minutes) throws InvalidInputException {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new InvalidInputException("timeoutMinutes", minutes, "a number from 1 to " + MOST_MINUTES);
        }
        return Duration.ofMinutes(minutes);
    }
}
