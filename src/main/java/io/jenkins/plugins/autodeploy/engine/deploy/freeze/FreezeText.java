package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A freeze as people write it: either {@code cron} and {@code duration}, or {@code from} and {@code to}.
 *
 * @param environments names, with {@code *} for any text
 * @param duration a number and {@code m}, {@code h} or {@code d}
 * @param from a day, {@code 2026-12-23}, or a time, {@code 2026-12-23T16:00}
 * @param to the last day, or the time at which it ends
 * @param zone of all times, such as {@code Europe/Berlin}; null for UTC
 */
public record FreezeText(
        List<String> environments,
        @CheckForNull String cron,
        @CheckForNull String duration,
        @CheckForNull String from,
        @CheckForNull String to,
        @CheckForNull String zone,
        @CheckForNull String reason) {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_NAME = 200;
    private static final int MOST_NAMES = 100;

    public FreezeText {
        environments = environments == null
                ? List.of()
                : environments.stream()
                        .map(name -> name == null ? "" : name.strip())
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** @throws InvalidInputException naming the first part that cannot be used, such as {@code freeze.cron} */
    public FreezeWindow toWindow() throws InvalidInputException {
        if (environments.isEmpty()
                || environments.size() > MOST_NAMES
                || environments.stream().anyMatch(name -> !isLine(name))) {
            throw new InvalidInputException(
                    "freeze.environments", String.join(", ", environments), "names of environments, or * for all");
        }
        if (reason == null || !isLine(reason.strip())) {
            throw new InvalidInputException(
                    "freeze.reason", reason, "a reason of at most %d characters".formatted(LONGEST_NAME));
        }
        return new FreezeWindow(environments, span(), reason.strip());
    }

    private FreezeSpan span() throws InvalidInputException {
        if ((cron == null) != (duration == null)
                || (from == null) != (to == null)
                || (cron == null) == (from == null)) {
            throw new InvalidInputException("freeze", reason, "either cron and duration, or from and to");
        }
        ZoneId clock = clock();
        if (cron != null) {
            return RecurringSpan.of(cron.strip(), length(), clock);
        }
        Instant begin = time("freeze.from", from, 0, clock);
        Instant end = time("freeze.to", to, 1, clock);
        if (!begin.isBefore(end)) {
            throw new InvalidInputException("freeze.to", to, "a time after " + from);
        }
        return new DateSpan(begin, end);
    }

    private ZoneId clock() throws InvalidInputException {
        try {
            return ZoneId.of(zone == null || zone.isBlank() ? "UTC" : zone.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException("freeze.zone", zone, "a time zone such as Europe/Berlin");
        }
    }

    private Duration length() throws InvalidInputException {
        return WrittenDuration.upTo(LONGEST, duration)
                .orElseThrow(() -> new InvalidInputException(
                        "freeze.duration",
                        duration,
                        "a time such as 90m, 12h or 3d, at most %dd".formatted(LONGEST.toDays())));
    }

    /** @param daysLater how many days after the start of a day it is, where a day is given */
    private static Instant time(String parameter, String text, int daysLater, ZoneId zone)
            throws InvalidInputException {
        try {
            String given = text.strip();
            return given.contains("T")
                    ? LocalDateTime.parse(given).atZone(zone).toInstant()
                    : LocalDate.parse(given)
                            .plusDays(daysLater)
                            .atStartOfDay(zone)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    parameter, text, "a day such as 2026-12-23, or a time such as 2026-12-23T16:00");
        }
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }
}
