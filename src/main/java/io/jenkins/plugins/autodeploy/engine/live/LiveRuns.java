package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The runs of this process that go on, with their open logs, and those who watch them.
 *
 * <p>Role: all that report to one run write to one log, and a viewer is called when that log grows instead of asking again and again.
 * Bounds: one open file a run that goes on, a fixed number of viewers, no events in memory.
 * Fallback: a run that is not here is read from its file; a viewer for whom there is no place, or whose connection cannot be kept, asks for
 * "everything after seq K" over plain HTTP and sees the same.
 */
public final class LiveRuns implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(LiveRuns.class.getName());

    private record Key(String job, int run) {}

    private final InstantSource clock;
    private final Executor executor;
    private final int mostViewers;
    private final Map<Key, EventLog> logs = new HashMap<>();
    private final Map<String, Collection<Runnable>> jobListeners = new HashMap<>();
    private final AtomicInteger viewers = new AtomicInteger();

    /**
     * @param executor carries events to viewers; a few threads are enough for all
     * @param mostViewers how many viewers there may be at a time
     */
    public LiveRuns(InstantSource clock, Executor executor, int mostViewers) {
        this.clock = clock;
        this.executor = executor;
        this.mostViewers = mostViewers;
    }

    /**
     * The log of a run that goes on: opened at the first call, afterwards the same.
     *
     * @param job the job's full name
     * @param file where the run keeps its events
     */
    public EventLog open(String job, int run, Path file) throws IOException {
        EventLog log;
        synchronized (this) {
            EventLog known = logs.get(new Key(job, run));
            if (known != null) {
                return known;
            }
            log = EventLog.open(file, clock);
            logs.put(new Key(job, run), log);
        }
        changed(job);
        return log;
    }

    /** The run is over: ends its log and its viewers. Harmless when it is not here. */
    public void close(String job, int run) {
        EventLog log;
        synchronized (this) {
            log = logs.remove(new Key(job, run));
        }
        if (log != null) {
            end(log);
            changed(job);
        }
    }

    /** The events of a run that goes on; empty when it is not here. */
    public synchronized Optional<EventSource> find(String job, int run) {
        return Optional.ofNullable(logs.get(new Key(job, run)));
    }

    /** The numbers of a job's runs that go on, the newest first. */
    public synchronized List<Integer> running(String job) {
        return logs.keySet().stream()
                .filter(key -> key.job().equals(job))
                .map(Key::run)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Asks to be called when a run of the job begins or ends. */
    public Registration onChange(String job, Runnable listener) {
        synchronized (this) {
            jobListeners
                    .computeIfAbsent(job, unknown -> new CopyOnWriteArrayList<>())
                    .add(listener);
        }
        return () -> forget(job, listener);
    }

    private synchronized void forget(String job, Runnable listener) {
        jobListeners.computeIfPresent(job, (name, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    private void changed(String job) {
        Collection<Runnable> listeners;
        synchronized (this) {
            listeners = jobListeners.getOrDefault(job, List.of());
        }
        listeners.forEach(Runnable::run);
    }

    /**
     * Shows a run to a viewer, from a position on.
     *
     * @param source of this registry or any other
     * @param after {@code seq} of the last event that the viewer has; 0 for none
     * @return empty when there are as many viewers as there may be
     */
    public Optional<Registration> subscribe(EventSource source, long after, Viewer viewer) {
        if (!takePlace()) {
            return Optional.empty();
        }
        return Optional.of(new Subscription(source, after, viewer, executor, viewers::decrementAndGet).start());
    }

    /** Takes one of the places for viewers, if there is one left. */
    boolean takePlace() {
        if (viewers.incrementAndGet() > mostViewers) {
            viewers.decrementAndGet();
            return false;
        }
        return true;
    }

    void leavePlace() {
        viewers.decrementAndGet();
    }

    Executor executor() {
        return executor;
    }

    /** Ends all logs; the process ends. */
    @Override
    public void close() {
        Collection<EventLog> open;
        synchronized (this) {
            open = List.copyOf(logs.values());
            logs.clear();
        }
        open.forEach(LiveRuns::end);
    }

    private static void end(EventLog log) {
        try {
            log.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The log of a run could not be closed", e);
        }
    }
}
