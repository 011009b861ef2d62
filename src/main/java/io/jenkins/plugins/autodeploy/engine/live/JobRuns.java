package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.io.IOException;
import java.io.InputStream;
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

    /** The scans of a run in their order, without findings; empty when it made none, or when nothing is known of it any more. */
    List<ScanReport> scans(int run) throws IOException;

    /**
     * The whole report of a scan, as JSON in UTF-8; empty when there is no such scan or its findings are not kept any more. Whoever asks closes it.
     *
     * @param scan which scan of the run, from 1
     */
    Optional<InputStream> scanReport(int run, int scan) throws IOException;

    /** Asks to be called when a run begins or ends. Calls may come from any thread. */
    Registration onChange(Runnable listener);
}
