package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a run waits for by the clock: its deadline, its next try, its next samples and the end of a pause. Setting one again replaces it. Used by one thread at a time. */
public final class Timers implements AutoCloseable {
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Executor tasks;

    @CheckForNull
    private Future<?> deadline;

    @CheckForNull
    private Future<?> retry;

    @CheckForNull
    private Future<?> samples;

    @CheckForNull
    private Future<?> pause;

    @CheckForNull
    private Future<?> news;

    /** @param tasks where what is due runs */
    public Timers(ScheduledExecutorService scheduler, InstantSource clock, Executor tasks) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.tasks = tasks;
    }

    public void deadline(Instant at, Runnable task) {
        cancel(deadline);
        deadline = schedule(Duration.between(clock.instant(), at), task);
    }

    public void retry(Duration wait, Runnable task) {
        cancel(retry);
        retry = schedule(wait, task);
    }

    public void samples(Duration wait, Runnable task) {
        cancel(samples);
        samples = schedule(wait, task);
    }

    public void pause(Instant until, Runnable task) {
        cancel(pause);
        pause = schedule(Duration.between(clock.instant(), until), task);
    }

    public void news(Duration wait, Runnable task) {
        cancel(news);
        news = schedule(wait, task);
    }

    @Override
    public void close() {
        cancel(deadline);
        cancel(retry);
        cancel(samples);
        cancel(pause);
        cancel(news);
    }

    private Future<?> schedule(Duration wait, Runnable task) {
        return scheduler.schedule(() -> tasks.execute(task), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@CheckForNull Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
