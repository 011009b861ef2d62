package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.LogEvent;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes on what Jib says to people, and notes which layers the registry had already. Safe for use by several threads. */
final class PushedBlobs {
    private static final Pattern SKIPPED =
            Pattern.compile("^(?:Skipping push|Push skipped)\\b.*?((?:sha256:)?[0-9a-f]{64})");

    private final EventSink events;
    private final Set<String> there = ConcurrentHashMap.newKeySet();

    PushedBlobs(EventSink events) {
        this.events = events;
    }

    EventSink events() {
        return events;
    }

    void log(LogEvent event) {
        String message = event.getMessage().strip();
        Matcher skipped = SKIPPED.matcher(message);
        if (skipped.find()) {
            there.add(skipped.group(1));
            events.log(Stage.BUILD, message);
            return;
        }
        boolean forPeople = event.getLevel() == LogEvent.Level.ERROR
                || event.getLevel() == LogEvent.Level.WARN
                || event.getLevel() == LogEvent.Level.LIFECYCLE;
        if (forPeople && !message.isEmpty()) {
            events.log(Stage.BUILD, message);
        }
    }

    /** Each layer as a step: one that was there already was cached. */
    List<BuildStep> steps(List<ImageLayer> layers) {
        return layers.stream()
                .map(layer -> new BuildStep(
                        layer.createdBy() == null
                                ? "layer " + layer.digest()
                                : layer.createdBy() + " " + layer.digest(),
                        null,
                        there.contains(layer.digest())))
                .toList();
    }
}
