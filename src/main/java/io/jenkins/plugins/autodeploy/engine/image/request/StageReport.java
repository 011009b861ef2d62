package io.jenkins.plugins.autodeploy.engine.image.request;

import io.jenkins.plugins.autodeploy.engine.record.BuildPhase;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Says which of the stages of a build is running and how each ended, and measures its phases: the stages, of which the first begins when all is prepared. */
public final class StageReport {
    private static final String PREPARE = "prepare";

    private final EventSink events;
    private final InstantSource clock;
    private final List<BuildPhase> phases = new ArrayList<>();
    private Stage current = Stage.BUILD;
    private String phase = PREPARE;
    private Instant since;

    public StageReport(EventSink events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
        this.since = clock.instant();
    }

    public EventSink events() {
        return events;
    }

    public Stage current() {
        return current;
    }

    public void begin(Stage stage, String message) {
        current = stage;
        if (stage != Stage.BUILD) {
            next(stage.label());
        }
        events.stage(stage, StageStatus.RUNNING, message);
    }

    /** The builder begins its work. */
    public void prepared() {
        next(Stage.BUILD.label());
    }

    public void end(StageStatus status, String message) {
        events.stage(current, status, message);
    }

    /** The phases so far; the last one until now. */
    public List<BuildPhase> phases() {
        List<BuildPhase> all = new ArrayList<>(phases);
        all.add(new BuildPhase(phase, Duration.between(since, clock.instant())));
        return all;
    }

    private void next(String name) {
        Instant now = clock.instant();
        phases.add(new BuildPhase(phase, Duration.between(since, now)));
        phase = name;
        since = now;
    }
}
