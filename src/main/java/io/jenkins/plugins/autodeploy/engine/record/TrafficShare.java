package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * How much of the requests a new version gets that runs beside the old one.
 *
 * @param weight in percent, 0 to 100, as it really is: a share of replicas is seldom the one that was asked for
 * @param step the step it is at, from 1; 0 before the first
 * @param steps how many there are
 * @param by what divides the requests, for people: {@code replicas}, {@code Ingress web}, {@code Service web}
 * @param until when the step's pause ends; null while there is none
 */
public record TrafficShare(
        int weight,
        int step,
        int steps,
        String by,
        @CheckForNull Instant until) {}
