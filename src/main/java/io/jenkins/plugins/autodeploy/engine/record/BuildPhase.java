package io.jenkins.plugins.autodeploy.engine.record;

import java.time.Duration;

/**
 * A part of a build, in the order in which they ran.
 *
 * @param name {@code prepare}, {@code build} or {@code push}; what pushes while it builds has no phase {@code push}
 */
public record BuildPhase(String name, Duration duration) {}
