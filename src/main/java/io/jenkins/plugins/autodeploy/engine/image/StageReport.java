package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;

/** Says which of the stages of a build is running, and how each ended. */
final class StageReport {
    private final EventSink events;
    private Stage current = Stage.BUILD;

    StageReport(EventSink events) {
        this.events = events;
    }

    EventSink events() {
        return events;
    }

    Stage current() {
        return current;
    }

    void begin(Stage stage, String message) {
        current = stage;
        events.stage(stage, StageStatus.RUNNING, message);
    }

    void end(StageStatus status, String message) {
        events.stage(current, status, message);
    }
}
