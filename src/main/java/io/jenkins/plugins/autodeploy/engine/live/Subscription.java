package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries a run's events to one viewer: first what is there, then what comes, each once and in order. It always reads from the log by {@code seq}
 * and one page at a time, after the viewer has taken the page before; so a slow viewer neither holds the writer up nor makes anything grow, and
 * no thread waits for it.
 */
final class Subscription implements Registration {
    private static final int PAGE = 200;

    private final EventSource source;
    private final Viewer viewer;
    private final Executor executor;
    private final Runnable whenClosed;
    private final Registration growth;
    /** How often the log told of growth since it was last read to its end; above 0 exactly while a page is being read or taken. */
    private final AtomicInteger signals = new AtomicInteger(1);

    private volatile boolean closed;
    private long last;

    Subscription(EventSource source, long after, Viewer viewer, Executor executor, Runnable whenClosed) {
        this.source = source;
        this.last = after;
        this.viewer = viewer;
        this.executor = executor;
        this.whenClosed = whenClosed;
        this.growth = source.onGrowth(this::signal);
    }

    Subscription start() {
        executor.execute(this::carry);
        return this;
    }

    private void signal() {
        if (!closed && signals.getAndIncrement() == 0) {
            executor.execute(this::carry);
        }
    }

    private void carry() {
        while (!closed) {
            int seen = signals.get();
            boolean complete =
                    source.isComplete(); // asked before reading: an event before the end is then never missed
            List<Event> events;
            try {
                events = source.after(last, PAGE);
            } catch (IOException e) {
                close();
                viewer.fail(e);
                return;
            }
            if (!events.isEmpty()) {
                deliver(events);
                return;
            }
            if (complete) {
                close();
                viewer.end();
                return;
            }
            if (signals.compareAndSet(seen, 0)) {
                return;
            }
        }
    }

    private void deliver(List<Event> events) {
        last = events.get(events.size() - 1).seq();
        viewer.take(events)
                .whenCompleteAsync(
                        (taken, problem) -> {
                            if (problem == null) {
                                carry();
                            } else {
                                close();
                            }
                        },
                        executor);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        growth.close();
        whenClosed.run();
    }
}
