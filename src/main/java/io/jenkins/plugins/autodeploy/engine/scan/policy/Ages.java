package io.jenkins.plugins.autodeploy.engine.scan.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write how old something may be. */
final class Ages {
    private static final Pattern AGE = Pattern.compile("([1-9]\\d{0,4})\\s?([hd])");
    private static final long HOURS_A_DAY = 24;

    private Ages() {}

    /** {@code 36h}, {@code 7d}; empty for anything else. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = AGE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number));
    }

    /** {@code 36 hours}, {@code 8 days}. */
    static String text(Duration age) {
        if (age.toHours() == 1) {
            return "1 hour";
        }
        return age.toHours() < 2 * HOURS_A_DAY ? age.toHours() + " hours" : age.toDays() + " days";
    }
}
