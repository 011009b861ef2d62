package io.jenkins.plugins.autodeploy.engine.image.registry;

import java.time.Duration;

/** Waits between attempts; tests do not. */
@FunctionalInterface
public interface Pause {
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void pause(Duration duration) throws InterruptedException;
}
