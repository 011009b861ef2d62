package io.jenkins.plugins.autodeploy.engine.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What goes over the page's WebSocket; the host brings the connection and closes what it was given when the connection ends.
 *
 * <p>{@code feed?run=N&after=K} sends the events of run N behind {@code seq} K, those that are there and those that come, one JSON object a message, each as
 * {@link Event} writes it; then, when the run is over, {@code {"control":"end"}} and the connection is closed with 1000. Whoever lost the
 * connection comes back with the {@code seq} of the last event it got.
 *
 * <p>{@code feed} without {@code run} tells which runs of the job go on, at once and whenever that changes: {@code {"control":"runs","running":[N,…]}}.
 *
 * <p>The client sends nothing. Closed with 1008 (wrong parameters) it should not come back, with 1011 (records not readable) or 1013 (too many viewers) it should
 * use {@code runs/N/events?after=K} of the API instead.
 */
public final class Feed {
    static final int NORMAL = 1000;
    static final int REFUSED = 1008;
    static final int FAILED = 1011;
    static final int TRY_LATER = 1013;

    private static final String END = Json.write(new Control("end", null));

    /** A message that is no event. */
    record Control(String control, @CheckForNull List<Integer> running) {}

    private final LiveRuns live;

    public Feed(LiveRuns live) {
        this.live = live;
    }

    /**
     * Begins to send.
     *
     * @param parameters of the request, decoded
     * @return to be closed when the connection is gone
     */
    public Registration open(JobRuns job, Map<String, String> parameters, FeedChannel channel) {
        try {
            Query query = new Query(parameters);
            long run = query.number("run", 0, 1, Integer.MAX_VALUE);
            long after = query.number("after", 0, 0, Long.MAX_VALUE);
            return run == 0 ? openJob(job, channel) : openRun(job, (int) run, after, channel);
        } catch (InvalidInputException e) {
            channel.close(REFUSED, e.getMessage());
        } catch (IOException e) {
            channel.close(FAILED, "The records could not be read");
        }
        return Registration.NONE;
    }

    private Registration openRun(JobRuns job, int run, long after, FeedChannel channel) throws IOException {
        Optional<EventSource> source = job.events(run);
        if (source.isEmpty()) {
            channel.close(REFUSED, "There is no record of run " + run);
            return Registration.NONE;
        }
        Optional<Registration> subscription = live.subscribe(source.get(), after, new RunViewer(channel));
        if (subscription.isEmpty()) {
            channel.close(TRY_LATER, "Too many viewers");
        }
        return subscription.orElse(Registration.NONE);
    }

    private Registration openJob(JobRuns job, FeedChannel channel) {
        if (!live.takePlace()) {
            channel.close(TRY_LATER, "Too many viewers");
            return Registration.NONE;
        }
        return new JobFeed(job, channel, live).start();
    }

    private record RunViewer(FeedChannel channel) implements Viewer {
        @Override
        public CompletionStage<?> take(List<Event> events) {
            CompletionStage<?> sent = CompletableFuture.completedStage(null);
            for (Event event : events) {
                sent = sent.thenCompose(before -> channel.send(Json.write(event)));
            }
            return sent;
        }

        @Override
        public void end() {
            channel.send(END).whenComplete((sent, problem) -> channel.close(NORMAL, "The run is over"));
        }

        @Override
        public void fail(Exception cause) {
            channel.close(FAILED, "The records could not be read");
        }
    }
}
