package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What was found out about a metric at one moment.
 *
 * @param value in base units: seconds, a ratio, a number; null without data
 * @param fault what makes the sample fail whatever its value is, in a few words; null when nothing does
 * @param remark why there is no value, or what belongs to it; null when there is nothing to say
 */
public record Measurement(
        @CheckForNull Double value,
        @CheckForNull String fault,
        @CheckForNull String remark) {
    public static Measurement of(double value) {
        return new Measurement(value, null, null);
    }

    /** There is nothing to measure now. */
    public static Measurement noData(String why) {
        return new Measurement(null, null, why);
    }

    /** It cannot be measured like this, now or later. */
    public static Measurement fault(String what) {
        return new Measurement(null, what, null);
    }
}
