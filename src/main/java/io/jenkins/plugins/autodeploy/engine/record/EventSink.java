package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/** Where the engine says what happens. Safe for use by several threads; never fails the work that reports to it. */
@FunctionalInterface
public interface EventSink {
    /** Forgets everything. */
    EventSink NONE = (type, stage, status, message, progress, data) -> {};

    /** Takes one event; its position and time are given by the log that keeps it. The parameters are those of {@link Event}. */
    void emit(
            EventType type,
            @CheckForNull Stage stage,
            @CheckForNull StageStatus status,
            String message,
            @CheckForNull Integer progress,
            Map<String, Object> data);

    /** Reports one line of output of a stage. */
    default void log(Stage stage, String line) {
        emit(EventType.LOG, stage, null, line, null, Map.of());
    }

    /** Reports that a stage changed its status. */
    default void stage(Stage stage, StageStatus status, String message) {
        emit(EventType.STAGE, stage, status, message, null, Map.of());
    }

    /** Reports a fact of a stage. */
    default void fact(EventType type, Stage stage, String message, Map<String, Object> data) {
        emit(type, stage, null, message, null, data);
    }
}
