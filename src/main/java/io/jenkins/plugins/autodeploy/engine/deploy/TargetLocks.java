package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.LockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueue;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueues;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Lets one deployment at a time work on a target, in the order in which they came. A host makes one instance and shares it among its engines. Waiting holds no thread.
 *
 * <p>Places are kept in a {@link LockStore}: after a restart of the host they stay reserved for their deployments, until these enter again or {@link #release} finds that they never will. What other processes
 * change in a store that is shared is seen at the next call of any method.
 */
public final class TargetLocks {
    private final LockStore store;
    private final InstantSource clock;

    /** Those of this process. */
    private final Map<Key, Ticket> tickets = new HashMap<>();

    private boolean closed;

    /** A deployment may work on several targets: it leaves them together. */
    private record Key(Target target, String deployment) {}

    /** Keeps places as long as the process lives. */
    public TargetLocks() {
        this(LockStore.inMemory(), InstantSource.system());
    }

    public TargetLocks(LockStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes a place in the target's queue: the one that is reserved for the deployment, or else the last.
     *
     * @param events are told when the place changes
     * @param granted called once when the target is free for this deployment: at once on this thread, or later on the thread of the one that left; it must return quickly
     */
    public Ticket enter(Target target, Place place, EventSink events, Runnable granted) {
        return enter(new Ticket(target, place.deployment(), events, granted), queues -> queues.enter(target, place));
    }

    /** Like {@link #enter}, for a deployment that had the target before a restart: where no place is reserved for it, it goes before those who only waited. */
    public Ticket reenter(Target target, Place place, EventSink events, Runnable granted) {
        return enter(new Ticket(target, place.deployment(), events, granted), queues -> queues.reenter(target, place));
    }

    /** Who has which target and who waits for it, those of other processes and those that are reserved among them. */
    public TargetQueues queues() {
        return store.read();
    }

    /** Gives reserved places free whose deployments are over and will not enter again; places of deployments that go on in this process stay. */
    public void release(Predicate<Place> over) {
        Set<String> gone =
                reserved().stream().filter(over).map(Place::deployment).collect(Collectors.toSet());
        synchronized (tickets) {
            change(queues -> queues.without(place -> gone.contains(place.deployment()) && !goesOn(place)));
        }
    }

    /** The process goes down: what ends from now on does not end for good, and all places stay for the next process. */
    public void close() {
        synchronized (tickets) {
            closed = true;
        }
    }

    /** Outside of the monitor, so that whoever has to find out whether they are over may take his time. */
    private List<Place> reserved() {
        List<Place> places = store.read().places();
        synchronized (tickets) {
            return places.stream().filter(place -> !goesOn(place)).toList();
        }
    }

    /** Whether the place's deployment goes on in this process. */
    private boolean goesOn(Place place) {
        return tickets.keySet().stream().anyMatch(key -> key.deployment().equals(place.deployment()));
    }

    private Ticket enter(Ticket ticket, UnaryOperator<TargetQueues> entering) {
        synchronized (tickets) {
            tickets.put(ticket.key(), ticket);
            change(entering);
        }
        return ticket;
    }

    private void leave(Ticket ticket) {
        synchronized (tickets) {
            if (tickets.remove(ticket.key(), ticket)) {
                change(queues -> queues.without(place -> place.deployment().equals(ticket.deployment)));
            }
        }
    }

    private void suspend(Ticket ticket) {
        synchronized (tickets) {
            tickets.remove(ticket.key(), ticket);
        }
    }

    private void change(UnaryOperator<TargetQueues> change) {
        if (closed) {
            return;
        }
        TargetQueues now = store.update(queues -> change.apply(queues).grantedAt(clock.instant()));
        now.queues().stream().flatMap(queue -> notices(queue).stream()).toList().forEach(Runnable::run);
    }

    /** What those in the queue have to be told now; collected first, since they may leave while they are told. */
    private List<Runnable> notices(TargetQueue queue) {
        List<Runnable> notices = new ArrayList<>();
        for (int place = 0; place < queue.places().size(); place++) {
            Ticket ticket = tickets.get(
                    new Key(queue.target(), queue.places().get(place).deployment()));
            if (ticket != null && ticket.place != place) {
                notices.add(place == 0 ? ticket.grant() : ticket.wait(queue.holder(), place));
            }
        }
        return notices;
    }

    /** A place in a queue that a deployment of this process has. */
    public final class Ticket {
        private static final int NOWHERE = -1;

        private final Target target;
        private final String deployment;
        private final EventSink events;
        private final Runnable granted;
        private int place = NOWHERE;

        @CheckForNull
        private volatile String waitsFor;

        private Ticket(Target target, String deployment, EventSink events, Runnable granted) {
            this.target = target;
            this.deployment = deployment;
            this.events = events;
            this.granted = granted;
        }

        private Key key() {
            return new Key(target, deployment);
        }

        /** One line for people: whom it waits for; null when the target is its own. */
        @CheckForNull
        public String waitsFor() {
            return waitsFor;
        }

        /** Gives the target free or leaves the queue; harmless when done before. */
        public void leave() {
            TargetLocks.this.leave(this);
        }

        /** Leaves the place reserved, for the deployment to be taken up again. */
        public void suspend() {
            TargetLocks.this.suspend(this);
        }

        private Runnable grant() {
            boolean waited = place > 0;
            place = 0;
            return () -> {
                waitsFor = null;
                if (waited) {
                    tell("%s is free now".formatted(target.workload()), deployment);
                }
                granted.run();
            };
        }

        private Runnable wait(Place holder, int now) {
            place = now;
            waitsFor =
                    "%s, which works on %s (place %d in the queue)".formatted(holder.label(), target.workload(), now);
            return () -> tell("Waits for " + waitsFor, holder.deployment());
        }

        private void tell(String message, String holder) {
            events.fact(EventType.LOCK, Stage.DEPLOY, message, Map.of("holder", holder, "place", place));
        }
    }
}
