package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import java.time.Instant;

/**
 * That an environment is frozen.
 *
 * @param reason in the words of whoever set it up
 * @param until the first time at which it is not frozen any more
 */
public record Freeze(String reason, Instant until) {}
