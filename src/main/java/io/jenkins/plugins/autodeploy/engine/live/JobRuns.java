package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A host's job, as its Deployments page needs it. The host has checked that whoever asks may see the job. Safe for use by several threads. */
public interface JobRuns {
    /** What people call the job. */
    String name();

    HistoryIndex history();

    /** The numbers of the runs that go on, the newest first. */
    List<Integer> running() throws IOException;

    /** The events of a run, going on or over; empty when there is no such run or it kept none. */
    Optional<EventSource> events(int run) throws IOException;

    /** Asks to be called when a run begins or ends. Calls may come from any thread. */
    Registration onChange(Runnable listener);
}
