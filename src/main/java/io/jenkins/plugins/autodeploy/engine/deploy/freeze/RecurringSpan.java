package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Again and again, for some time from each time of a cron expression on. It begins and ends by the clock on the wall: where that is put forward or back meanwhile, it ends at the same hour as always and is an hour
 * shorter or longer.
 */
public final class RecurringSpan implements FreezeSpan {
    private static final int LONGEST_CRON = 100;

    /** Any time will do: an expression that fits no day fits none of the next years either. */
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final ExecutionTime begins;
    private final Duration duration;
    private final ZoneId zone;

    private RecurringSpan(ExecutionTime begins, Duration duration, ZoneId zone) {
        this.begins = begins;
        this.duration = duration;
        this.zone = zone;
    }

    /**
     * @param cron five fields: minute, hour, day of the month, month, day of the week
     * @param duration more than zero
     * @param zone whose clock counts
     * @throws InvalidInputException if the expression is none, or fits no day
     */
    static RecurringSpan of(String cron, Duration duration, ZoneId zone) throws InvalidInputException {
        try {
            if (cron.length() <= LONGEST_CRON) {
                Cron parsed = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron);
                ExecutionTime begins = ExecutionTime.forCron(parsed.validate());
                if (begins.nextExecution(SOME_TIME).isPresent()) {
                    return new RecurringSpan(begins, duration, zone);
                }
            }
        } catch (IllegalArgumentException e) {
            // The message of the library is about its own fields; all that people need is an example.
        }
        throw new InvalidInputException(
                "freeze.cron",
                cron,
                "five fields for minute, hour, day of the month, month and day of the week, such as '0 16 * * 5' for Fridays at 16:00");
    }

    /** Goes by the wall's clock as if it were never put forward or back, and compares only with what that means in time. */
    @Override
    public Optional<Instant> activeAt(Instant now) {
        // The library looks for times before the one that it is given; one that begins now has begun.
        LocalDateTime latest =
                LocalDateTime.ofInstant(now, zone).plus(putBack(now)).plusSeconds(1);
        Optional<ZonedDateTime> begin = begins.lastExecution(latest.atZone(ZoneOffset.UTC));
        while (begin.isPresent() && onTheWall(begin.get()).isAfter(now)) {
            begin = begins.lastExecution(begin.get());
        }
        return begin.map(time -> onTheWall(time.plus(duration))).filter(now::isBefore);
    }

    /** By how much the clock was put back where its hours come for the second time now, so that those that came the first time are seen. */
    private Duration putBack(Instant now) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(now.plusNanos(1));
        if (last == null || !last.isOverlap()) {
            return Duration.ZERO;
        }
        Duration twice = last.getDuration().negated();
        return now.isBefore(last.getInstant().plus(twice)) ? twice : Duration.ZERO;
    }

    private Instant onTheWall(ZonedDateTime time) {
        return time.toLocalDateTime().atZone(zone).toInstant();
    }
}
