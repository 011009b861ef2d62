package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * One measurement of one metric of a deployment's analysis.
 *
 * @param time when it was taken
 * @param value as measured: seconds, a ratio or a plain number; null when there was none
 * @param shown the value as people read it, in the condition's unit; null when there was none
 * @param condition what makes a sample fail: {@code > 5 %}
 * @param passed whether it counts as good
 * @param why it counts so, in one sentence
 */
public record AnalysisSample(
        Instant time,
        String metric,
        @CheckForNull Double value,
        @CheckForNull String shown,
        String condition,
        boolean passed,
        String why) {}
