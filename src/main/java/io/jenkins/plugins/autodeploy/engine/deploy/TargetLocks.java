package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets one deployment at a time work on a target, in the order in which they came. A host makes one instance and shares it among its engines. Waiting holds no thread. The
 * queues live in memory: after a restart of the host each deployment enters again when it is resumed.
 */
public final class TargetLocks {
    private final Map<Target, Deque<Ticket>> queues = new HashMap<>();

    /**
     * Takes a place in the target's queue.
     *
     * @param holder the deployment's id, shown to those who wait
     * @param granted called once when the target is free for this deployment: at once on this thread, or later on the thread of the one that left; it must return quickly
     */
    public Ticket enter(Target target, String holder, EventSink events, Runnable granted) {
        return enter(new Ticket(target, holder, events, granted), Deque::addLast);
    }

    /** Like {@link #enter}, for a deployment that had the target before a restart: goes before those who only waited. */
    public Ticket reenter(Target target, String holder, EventSink events, Runnable granted) {
        return enter(new Ticket(target, holder, events, granted), TargetLocks::addBehindHolder);
    }

    private Ticket enter(Ticket ticket, Placement placement) {
        synchronized (queues) {
            Deque<Ticket> queue = queues.computeIfAbsent(ticket.target, target -> new ArrayDeque<>());
            placement.add(queue, ticket);
            notices(queue).forEach(Runnable::run);
        }
        return ticket;
    }

    private void leave(Ticket ticket) {
        synchronized (queues) {
            Deque<Ticket> queue = queues.get(ticket.target);
            if (queue == null || !queue.remove(ticket)) {
                return;
            }
            if (queue.isEmpty()) {
                queues.remove(ticket.target);
            }
            notices(queue).forEach(Runnable::run);
        }
    }

    private static void addBehindHolder(Deque<Ticket> queue, Ticket ticket) {
        Ticket holder = queue.pollFirst();
        queue.addFirst(ticket);
        if (holder != null) {
            queue.addFirst(holder);
        }
    }

    /** What those in the queue have to be told now; collected first, since they may leave while they are told. */
    private static List<Runnable> notices(Deque<Ticket> queue) {
        List<Runnable> notices = new ArrayList<>();
        int place = 0;
        Ticket holder = queue.peekFirst();
        for (Ticket ticket : queue) {
            if (ticket.place != place) {
                notices.add(place == 0 ? ticket.grant(ticket.place > 0) : ticket.wait(holder, place));
                ticket.place = place;
            }
            place++;
        }
        return notices;
    }

    @FunctionalInterface
    private interface Placement {
        void add(Deque<Ticket> queue, Ticket ticket);
    }

    /** A place in a queue. */
    public final class Ticket {
        private static final int NOWHERE = -1;

        private final Target target;
        private final String holder;
        private final EventSink events;
        private final Runnable granted;
        private int place = NOWHERE;

        private Ticket(Target target, String holder, EventSink events, Runnable granted) {
            this.target = target;
            this.holder = holder;
            this.events = events;
            this.granted = granted;
        }

        /** Gives the target free or leaves the queue; harmless when done before. */
        public void leave() {
            TargetLocks.this.leave(this);
        }

        private Runnable grant(boolean waited) {
            return () -> {
                if (waited) {
                    tell("%s is free for %s now".formatted(target.workload(), holder), holder, 0);
                }
                granted.run();
            };
        }

        private Runnable wait(Ticket first, int place) {
            return () -> tell(
                    "%s waits for %s, which works on %s (place %d in the queue)"
                            .formatted(holder, first.holder, target.workload(), place),
                    first.holder,
                    place);
        }

        private void tell(String message, String holderNow, int place) {
            events.fact(EventType.LOCK, Stage.DEPLOY, message, Map.of("holder", holderNow, "place", place));
        }
    }
}
