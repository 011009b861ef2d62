package io.jenkins.plugins.autodeploy.engine.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueue;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueues;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The part of a job's REST API that shows who works on its targets and who waits for them, without a web server: {@code GET queue}. The host has checked that whoever asks may see the job; of runs of other jobs
 * is said only what the host says that the viewer may see.
 */
public final class QueueApi {
    private static final Logger LOGGER = Logger.getLogger(QueueApi.class.getName());

    private final Supplier<TargetQueues> queues;

    public QueueApi(Supplier<TargetQueues> queues) {
        this.queues = queues;
    }

    /**
     * What people call a run.
     *
     * @param url where to see it; null where it has no page
     */
    public record RunLabel(String name, @CheckForNull String url) {}

    /** The runs that a viewer may see. */
    @FunctionalInterface
    public interface VisibleRuns {
        /**
         * @param job full name
         * @return empty when there is no such run, or the viewer may not see it
         */
        Optional<RunLabel> find(String job, int run);
    }

    /**
     * @param run what people call it; null for one that the viewer may not see
     * @param since when it began to work on the target, or to wait
     * @param place how many it waits for; null when it works on the target
     */
    private record Entry(
            String deployment,
            @CheckForNull String run,
            @CheckForNull String url,
            Instant since,
            @CheckForNull Integer place) {}

    private record Queue(Target target, Entry holder, List<Entry> waiting) {}

    /** @param fullName of the job, as its runs' triggers have it */
    public Answer list(JobRuns job, String fullName, VisibleRuns runs) {
        try {
            Set<Target> targets = job.history().environments().stream()
                    .map(EnvironmentState::target)
                    .collect(Collectors.toSet());
            List<Queue> shown = queues.get().queues().stream()
                    .filter(queue -> targets.contains(queue.target()) || concerns(queue, fullName))
                    .map(queue -> queue(queue, runs))
                    .toList();
            return Answer.ok(Map.of("queues", shown));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The records of " + job.name() + " could not be read");
            return Answer.problem(500, "The records of this job could not be read.", "The server's log says why.");
        }
    }

    private static boolean concerns(TargetQueue queue, String job) {
        return queue.places().stream().anyMatch(place -> job.equals(place.job()));
    }

    private static Queue queue(TargetQueue queue, VisibleRuns runs) {
        List<Entry> waiting = new ArrayList<>();
        for (Place place : queue.waiting()) {
            waiting.add(entry(place, place.entered(), waiting.size() + 1, runs));
        }
        Place holder = queue.holder();
        Instant since = holder.granted() == null ? holder.entered() : holder.granted();
        return new Queue(queue.target(), entry(holder, since, null, runs), waiting);
    }

    private static Entry entry(Place place, Instant since, @CheckForNull Integer ahead, VisibleRuns runs) {
        Optional<RunLabel> run = place.job() == null ? Optional.empty() : runs.find(place.job(), place.run());
        return new Entry(
                place.deployment(),
                run.map(RunLabel::name).orElse(null),
                run.map(RunLabel::url).orElse(null),
                since,
                ahead);
    }
}
