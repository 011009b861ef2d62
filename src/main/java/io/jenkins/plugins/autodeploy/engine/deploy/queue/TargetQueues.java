package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The queues before all targets. Immutable and pure; its JSON form is what a {@link LockStore} keeps. */
public record TargetQueues(List<TargetQueue> queues) {
    public static final TargetQueues NONE = new TargetQueues(List.of());

    private static final int BEHIND_THE_HOLDER = 1;

    public TargetQueues {
        queues = queues == null
                ? List.of()
                : queues.stream().filter(queue -> !queue.places().isEmpty()).toList();
    }

    public Optional<TargetQueue> of(Target target) {
        return queues.stream().filter(queue -> queue.target().equals(target)).findFirst();
    }

    /** All places of all queues. */
    public List<Place> places() {
        return queues.stream().flatMap(queue -> queue.places().stream()).toList();
    }

    /** Takes the last place of a queue; one that has a place there keeps it. */
    public TargetQueues enter(Target target, Place place) {
        return add(target, place, Integer.MAX_VALUE);
    }

    /** Takes the place behind the one that has the target, for a deployment that had it before; one that still has a place keeps it. */
    public TargetQueues reenter(Target target, Place place) {
        return add(target, place, BEHIND_THE_HOLDER);
    }

    public TargetQueues without(Predicate<Place> leaving) {
        return new TargetQueues(
                queues.stream().map(queue -> queue.without(leaving)).toList());
    }

    /** Notes for those who have a target since when they have it. */
    public TargetQueues grantedAt(Instant now) {
        return new TargetQueues(
                queues.stream().map(queue -> granted(queue, now)).toList());
    }

    private static TargetQueue granted(TargetQueue queue, Instant now) {
        Place holder = queue.holder();
        return holder.granted() != null ? queue : queue.without(holder::equals).with(0, holder.grantedAt(now));
    }

    private TargetQueues add(Target target, Place place, int index) {
        TargetQueue queue = of(target).orElse(new TargetQueue(target, List.of()));
        if (queue.has(place.deployment())) {
            return this;
        }
        List<TargetQueue> changed = new ArrayList<>(queues);
        changed.remove(queue);
        changed.add(queue.with(index, place));
        return new TargetQueues(changed);
    }
}
