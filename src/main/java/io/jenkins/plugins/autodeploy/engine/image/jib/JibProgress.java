package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.Map;
import java.util.function.Consumer;

/** Jib's progress, of which it tells for every few bytes, as an event now and then. */
final class JibProgress implements Consumer<ProgressEventHandler.Update> {
    private static final int STEP = 10;

    private final EventSink events;
    private int told;

    JibProgress(EventSink events) {
        this.events = events;
    }

    @Override
    public synchronized void accept(ProgressEventHandler.Update update) {
        int progress = (int) Math.min(99, update.getProgress() * 100);
        if (progress < told + STEP) {
            return;
        }
        told = progress;
        String doing = update.getUnfinishedLeafTasks().stream().findFirst().orElse("finishing");
        events.emit(EventType.LOG, Stage.BUILD, null, doing, progress, Map.of());
    }
}
