package io.jenkins.plugins.autodeploy.engine.deploy.time;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a number and a unit, {@code 30s}, {@code 10m}, {@code 2h} or {@code 1d}. */
public final class WrittenDuration {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})\\s?([smhd])");
    private static final long SECONDS_SHOWN_AS_SUCH = 120;

    private WrittenDuration() {}

    /**
     * @param parameter what a refusal names
     * @throws InvalidInputException if the text is no length of time
     */
    public static Duration parse(String parameter, String text) throws InvalidInputException {
        return find(text)
                .orElseThrow(
                        () -> new InvalidInputException(parameter, text, "a number and a unit, such as 30m, 2h or 1d"));
    }

    /**
     * One that is neither nothing nor too long.
     *
     * @return empty also when the text is no length of time
     */
    public static Optional<Duration> upTo(Duration longest, @CheckForNull String text) {
        return find(text == null ? "" : text)
                .filter(duration -> !duration.isZero() && duration.compareTo(longest) <= 0);
    }

    /** In whole minutes where it has no seconds beside them: {@code 90 seconds}, {@code 5 minutes}. */
    public static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < SECONDS_SHOWN_AS_SUCH || duration.toSecondsPart() != 0
                ? seconds + " seconds"
                : duration.toMinutes() + " minutes";
    }

    private static Optional<Duration> find(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
