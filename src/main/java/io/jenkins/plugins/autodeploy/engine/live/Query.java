package io.jenkins.plugins.autodeploy.engine.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of a request, checked as they are read. */
record Query(Map<String, String> values) {
    private static final int LONGEST_TEXT = 200;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    long number(String name, long otherwise, long least, long most) throws InvalidInputException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw notANumber(name, value, least, most);
        }
        if (number < least || number > most) {
            throw notANumber(name, value, least, most);
        }
        return number;
    }

    private static InvalidInputException notANumber(String name, String value, long least, long most) {
        String range = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        return new InvalidInputException(name, value, "a whole number " + range);
    }

    @CheckForNull
    String text(String name) throws InvalidInputException {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_TEXT) {
            throw new InvalidInputException(name, value, "at most " + LONGEST_TEXT + " characters");
        }
        return value.trim();
    }

    /** A time, or a day for its first moment in UTC. */
    @CheckForNull
    Instant time(String name) throws InvalidInputException {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return DAY.matcher(value).matches()
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(name, value, "a day (2026-11-30) or a time (2026-11-30T12:00:00Z)");
        }
    }

    @CheckForNull
    DeploymentStatus status(String name) throws InvalidInputException {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return DeploymentStatus.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    name,
                    value,
                    Arrays.stream(DeploymentStatus.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", ", "one of ", "")));
        }
    }
}
