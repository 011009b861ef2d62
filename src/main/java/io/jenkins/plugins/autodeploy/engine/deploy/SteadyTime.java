package io.jenkins.plugins.autodeploy.engine.deploy;

import java.time.Instant;
import java.time.InstantSource;

/** Tells the time by what has gone by since it was made: when somebody sets the machine's clock meanwhile, no deadline comes early or late by that. */
final class SteadyTime implements InstantSource {
    private final Instant start;
    private final long nanos = System.nanoTime();

    SteadyTime(InstantSource clock) {
        start = clock.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - nanos);
    }
}
