package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the engine reported. */
public final class RecordedEvents implements EventSink {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void emit(
            EventType type,
            Stage stage,
            StageStatus status,
            String message,
            Integer progress,
            Map<String, Object> data) {
        events.add(new Event(events.size() + 1L, Instant.EPOCH, type, stage, status, message, progress, data));
    }

    public List<Event> events() {
        return events;
    }

    public List<String> messages() {
        return events.stream().map(Event::message).toList();
    }
}
