package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells one connection which runs of a job go on. What changes while a message is under way is told by one more message, not by many. */
final class JobFeed implements Registration {
    private final JobRuns job;
    private final FeedChannel channel;
    private final LiveRuns live;
    private final Registration changes;
    private final AtomicInteger signals = new AtomicInteger(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private List<Integer> told;

    JobFeed(JobRuns job, FeedChannel channel, LiveRuns live) {
        this.job = job;
        this.channel = channel;
        this.live = live;
        this.changes = job.onChange(this::signal);
    }

    JobFeed start() {
        live.executor().execute(this::tell);
        return this;
    }

    private void signal() {
        if (!closed.get() && signals.getAndIncrement() == 0) {
            live.executor().execute(this::tell);
        }
    }

    private void tell() {
        int seen = signals.get();
        List<Integer> running;
        try {
            running = job.running();
        } catch (IOException e) {
            close();
            channel.close(Feed.FAILED, "The records could not be read");
            return;
        }
        if (running.equals(told)) {
            rest(seen);
            return;
        }
        told = running;
        channel.send(Json.write(new Feed.Control("runs", running)))
                .whenCompleteAsync(
                        (sent, problem) -> {
                            if (problem == null) {
                                rest(seen);
                            } else {
                                close();
                            }
                        },
                        live.executor());
    }

    private void rest(int seen) {
        if (!closed.get() && !signals.compareAndSet(seen, 0)) {
            tell();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            changes.close();
            live.leavePlace();
        }
    }
}
