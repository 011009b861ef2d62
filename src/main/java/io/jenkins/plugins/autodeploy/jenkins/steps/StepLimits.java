package io.jenkins.plugins.autodeploy.jenkins.steps;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;

/** The bounds of what the steps may be told. */
final class StepLimits {
    static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);
    private static final int MOST_MINUTES = 24 * 60;

    private StepLimits() {}

    /** @throws InvalidInputException when no step may take that long */
    static int minutes(int timeoutMinutes) throws InvalidInputException {
        if (timeoutMinutes < 1 || timeoutMinutes > MOST_MINUTES) {
            throw new InvalidInputException("timeoutMinutes", timeoutMinutes, "a number from 1 to " + MOST_MINUTES);
        }
        return timeoutMinutes;
    }
}
