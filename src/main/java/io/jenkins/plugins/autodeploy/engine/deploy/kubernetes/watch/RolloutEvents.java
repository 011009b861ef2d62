package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells what the cluster itself reports of a rollout: all events of the workload, and the warnings of its versions and pods. They are listed soon after something changed, at most every few seconds, beside the run, whose rollout they must not
 * hold up; each is told once. Who may not read events sees none. Used by one thread at a time.
 */
public final class RolloutEvents {
    /** A rollout that takes no time is over before the cluster has anything to tell of it. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST = 200;
    private static final String WARNING = "Warning";

    private final ClusterApi cluster;
    private final Consumer<Runnable> aside;
    private final Consumer<Runnable> tasks;
    private final Instant since;
    private final Set<String> told = new HashSet<>();
    private boolean refused;

    /** Null before it is asked the first time. */
    @CheckForNull
    private Instant next;

    /**
     * @param aside where what waits for the cluster goes
     * @param tasks where the run's tasks go
     * @param since events before are of something else; the cluster tells seconds
     */
    public RolloutEvents(ClusterApi cluster, Consumer<Runnable> aside, Consumer<Runnable> tasks, Instant since) {
        this.cluster = cluster;
        this.aside = aside;
        this.tasks = tasks;
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Looks what is new, unless it is too early.
     *
     * @param teller hears a sentence and what it says as data, as a task of the run
     * @return how long it is too early
     */
    public Optional<Duration> look(WorkloadView view, Instant now, BiConsumer<String, Map<String, Object>> teller) {
        if (view.workload() == null || refused) {
            return Optional.empty();
        }
        if (next == null) {
            next = now.plus(FIRST_PAUSE);
        }
        if (now.isBefore(next)) {
            return Optional.of(Duration.between(now, next));
        }
        next = now.plus(PAUSE);
        ObjectRef ref = view.workload().ref();
        aside.accept(() -> {
            try {
                List<Event> events = new ArrayList<>(cluster.events(ref.kind(), ref.name()));
                events.addAll(cluster.warnings());
                tasks.accept(() -> news(events, view).forEach(event -> teller.accept(sentence(event), data(event))));
            } catch (KubernetesClientException e) {
                // Only an extra: the rollout itself is seen without events.
                tasks.accept(() -> refused = true);
            }
        });
        return Optional.empty();
    }

    /** Those that were not told before, the oldest first. */
    List<Event> news(List<Event> events, WorkloadView view) {
        Set<String> names = new HashSet<>();
        view.revisions().forEach(revision -> names.add(revision.name()));
        view.pods().forEach(pod -> names.add(pod.getMetadata().getName()));
        return events.stream()
                .filter(event -> isOf(event, view.workload().ref())
                        || WARNING.equals(event.getType())
                                && names.contains(event.getInvolvedObject().getName()))
                .filter(event -> !time(event).isBefore(since))
                .sorted(Comparator.comparing(RolloutEvents::time))
                .filter(event -> told.size() < MOST && told.add(sentence(event)))
                .toList();
    }

    private static boolean isOf(Event event, ObjectRef object) {
        return object.kind().equals(event.getInvolvedObject().getKind())
                && object.name().equals(event.getInvolvedObject().getName());
    }

    private static String sentence(Event event) {
        return "%s of %s %s, %s: %s"
                .formatted(
                        WARNING.equals(event.getType()) ? "Cluster warns" : "Cluster reports",
                        event.getInvolvedObject().getKind(),
                        event.getInvolvedObject().getName(),
                        FailureReport.quote(Objects.toString(event.getReason(), "")),
                        FailureReport.quote(Objects.toString(event.getMessage(), "")));
    }

    private static Map<String, Object> data(Event event) {
        return Map.of(
                "kind", event.getInvolvedObject().getKind(),
                "name", event.getInvolvedObject().getName(),
                "warning", WARNING.equals(event.getType()),
                "reason", FailureReport.quote(Objects.toString(event.getReason(), "")));
    }

    /** Newer clusters fill other fields than older ones. */
    private static Instant time(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata() == null ? null : event.getMetadata().getCreationTimestamp())
                .filter(text -> text != null && !text.isEmpty())
                .map(RolloutEvents::parsed)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
