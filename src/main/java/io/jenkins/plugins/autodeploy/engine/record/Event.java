package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Map;

/**
 * One line of a run's event log.
 *
 * @param seq position in the run's log: 1, 2, 3 without gaps
 * @param time when it happened
 * @param stage the stage that it belongs to, if any
 * @param status the stage's status; only for {@link EventType#STAGE}
 * @param message one line for people; without secrets, not escaped
 * @param progress 0 to 100 where known
 * @param data facts for programs, as JSON values; never null
 */
public record Event(
        long seq,
        Instant time,
        EventType type,
        @CheckForNull Stage stage,
        @CheckForNull StageStatus status,
        String message,
        @CheckForNull Integer progress,
        Map<String, Object> data) {
    public Event {
        message = message == null ? "" : message;
        data = data == null ? Map.of() : Map.copyOf(data);
    }
}
