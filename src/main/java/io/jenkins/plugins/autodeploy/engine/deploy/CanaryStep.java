package io.jenkins.plugins.autodeploy.engine.deploy;

import java.time.Duration;

/**
 * A stage of a canary.
 *
 * @param weight share of the requests that the new version gets, in percent: 1 to 100
 * @param pause how long it is watched there before the next step; zero to go on as soon as its pods are ready
 */
public record CanaryStep(int weight, Duration pause) {}
