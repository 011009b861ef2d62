package io.jenkins.plugins.autodeploy.cli.store;

import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A run of this process that goes on. Holds a lock as long as the process lives, by which others know that it does. */
public final class CliRun {
    private final HistoryIndex history;
    private final Path directory;
    private final InstantSource clock;
    private final EventLog events;
    private final RandomAccessFile lockFile;
    private RunSummary summary;

    CliRun(HistoryIndex history, Path directory, RunSummary summary, InstantSource clock) throws IOException {
        this.history = history;
        this.directory = directory;
        this.clock = clock;
        this.summary = summary;
        this.lockFile = new RandomAccessFile(directory.resolve(CliJob.LOCK).toFile(), "rw");
        lockFile.getChannel().lock();
        this.events = EventLog.open(directory.resolve(CliJob.EVENTS), clock);
        keep();
    }

    public int number() {
        return summary.number();
    }

    public EventSink events() {
        return events;
    }

    /** What is known of the run so far. */
    public synchronized RunSummary summary() {
        return summary;
    }

    /** Keeps one more fact about the run: {@code run.update(summary -> summary.withImage(image))}. */
    public synchronized void update(UnaryOperator<RunSummary> change) throws IOException {
        summary = change.apply(summary);
        keep();
    }

    /** Keeps a scan: its verdict with the run, its documents beside that. */
    public synchronized void scanned(CompletedScan scan) throws IOException {
        summary = summary.withScan(scan.report());
        keep();
        new CliScans(directory).keep(summary.scan().number(), scan.documents());
    }

    /** The run is over. */
    public synchronized void end(DeploymentStatus outcome) throws IOException {
        events.close();
        summary = summary.end(clock.instant(), outcome);
        keep();
        lockFile.close();
    }

    private void keep() throws IOException {
        Path fresh = directory.resolve(CliJob.SUMMARY + ".new");
        Files.writeString(fresh, Json.write(summary));
        Files.move(
                fresh,
                directory.resolve(CliJob.SUMMARY),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        history.append(summary);
    }

    /** Whether the process of a run that has not ended is gone. Not for runs of this process: looking would lose their lock. */
    static boolean isAbandoned(Path directory) throws IOException {
        try (RandomAccessFile file =
                        new RandomAccessFile(directory.resolve(CliJob.LOCK).toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            return lock != null;
        }
    }
}
