package io.jenkins.plugins.autodeploy.engine.record;

import java.io.IOException;
import java.util.List;

/** The events of one run, readable from any position while they are being written and afterwards. Safe for use by several threads. */
public interface EventSource {
    /**
     * The next events after a position, in order. A reader that passes the {@code seq} of the last event it got sees everything once.
     *
     * @param seq 0 for the beginning
     * @param most how many at most; fewer come when they are long
     * @return empty when there is nothing (yet) after that position
     */
    List<Event> after(long seq, int most) throws IOException;

    /** Whether no event will be added any more. */
    boolean isComplete();

    /** Asks to be called when there is more to read or the source became complete. Calls come from the writer's thread: return at once. */
    Registration onGrowth(Runnable signal);
}
