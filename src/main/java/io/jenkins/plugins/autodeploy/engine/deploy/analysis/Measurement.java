package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What was found out about a metric at one moment.
 *
 * @param value in base units: seconds, a ratio, a number; null without data
 * @param fault what makes the sample fail whatever its value is, in a few words; null when nothing does
 * @param remark why there is no value, or what belongs to it; null when there is nothing to say
 * @param good whether the sample passes without a value that is compared
 */
public record Measurement(
        @CheckForNull Double value,
        @CheckForNull String fault,
        @CheckForNull String remark,
        boolean good) {
    public static Measurement of(double value) {
        return of(value, null);
    }

    public static Measurement of(double value, @CheckForNull String remark) {
        return new Measurement(value, null, remark, false);
    }

    /** There is nothing to measure now. */
    public static Measurement noData(String why) {
        return new Measurement(null, null, why, false);
    }

    /** It cannot be measured like this, now or later. */
    public static Measurement fault(String what) {
        return new Measurement(null, what, null, false);
    }

    /** Who was asked says that all is well, or there is nothing that could be bad. */
    public static Measurement good(String why) {
        return new Measurement(null, null, why, true);
    }
}
