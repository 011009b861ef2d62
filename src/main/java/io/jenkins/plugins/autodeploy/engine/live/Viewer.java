package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One who watches a run. Called by one thread at a time. */
public interface Viewer {
    /** Takes the next events. No more come before the returned stage completes; when it fails the viewer is gone and gets nothing more. */
    CompletionStage<?> take(List<Event> events);

    /** The run is over and the viewer has all of its events. */
    void end();

    /** The run's events could not be read any more; the viewer may try again later from where it was. */
    void fail(Exception cause);
}
