package io.jenkins.plugins.autodeploy.engine.image.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The moment by which a build with all its parts must have ended. */
public record Deadline(Instant end, InstantSource clock) {
    public static Deadline after(Duration timeout, InstantSource clock) {
        return new Deadline(clock.instant().plus(timeout), clock);
    }

    /** What is left, never less than a moment, so that a late process fails by its own timeout. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }
}
