package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * One instruction of a build as the builder worked it off.
 *
 * @param instruction as the builder printed it, shortened
 * @param duration how long it took; of a cached one, how long it took when this job last built it; null when unknown
 * @param cached whether its result came from the cache
 */
public record BuildStep(String instruction, @CheckForNull Duration duration, boolean cached) {}
