package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what a run says. */
final class Witness implements DeploymentObserver {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Deployment> records = new CopyOnWriteArrayList<>();
    final List<String> states = new CopyOnWriteArrayList<>();
    private final Consumer<String> onSave;

    Witness() {
        this(state -> {});
    }

    /** @param onSave called for each saved state, before the act that follows */
    Witness(Consumer<String> onSave) {
        this.onSave = onSave;
    }

    @Override
    public EventSink events() {
        return (type, stage, status, message, progress, data) -> {
            messages.add(message);
            events.add(new Event(0, Instant.now(), type, stage, status, message, progress, Map.of()));
        };
    }

    @Override
    public void recordChanged(Deployment deployment) {
        records.add(deployment);
    }

    @Override
    public void save(String state) {
        states.add(state);
        onSave.accept(state);
    }
}
