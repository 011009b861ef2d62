package io.jenkins.plugins.autodeploy.engine.scan.policy;

import java.time.Duration;

/** Durations as people write how old something may be. */
final class Ages {
    private static final long HOURS_A_DAY = 24;

    private Ages() {}

    /** {@code 36 hours}, {@code 8 days}. */
    static String text(Duration age) {
        return age.toHours() < 2 * HOURS_A_DAY ? age.toHours() + " hours" : age.toDays() + " days";
    }
}
