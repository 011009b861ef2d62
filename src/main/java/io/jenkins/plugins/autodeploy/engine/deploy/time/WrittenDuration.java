package io.jenkins.plugins.autodeploy.engine.deploy.time;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a number and a unit, {@code 30s}, {@code 10m}, {@code 2h} or {@code 1d}. */
public final class WrittenDuration {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})([smhd])");

    private WrittenDuration() {}

    /**
     * @param parameter what a refusal names
     * @throws InvalidInputException if the text is no length of time
     */
    public static Duration parse(String parameter, String text) throws InvalidInputException {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException(parameter, text, "a number and a unit, such as 30m, 2h or 1d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
