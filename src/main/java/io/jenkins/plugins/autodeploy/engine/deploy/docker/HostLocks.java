package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A place in the queue of each host of a run, so that two runs whose lists of hosts overlap do not work on one host at a time. They are taken one after the other in the order of their names, which no two runs can take in a
 * circle. A run of one host has its place by its target.
 */
final class HostLocks {
    private final TargetLocks locks;
    private final Target target;
    private final Place place;
    private final EventSink events;
    private final List<TargetLocks.Ticket> tickets = new ArrayList<>();

    HostLocks(TargetLocks locks, Target target, Place place, EventSink events) {
        this.locks = locks;
        this.target = target;
        this.place = place;
        this.events = events;
    }

    /**
     * @param queued whether nothing has changed; what had the hosts before a restart goes before those who only waited
     * @param tasks where it goes on
     * @param all done when it has all hosts
     */
    void take(List<String> urls, boolean queued, Executor tasks, Runnable all) {
        Iterator<String> sorted = urls.size() == 1
                ? List.<String>of().iterator()
                : urls.stream().sorted().iterator();
        takeNext(sorted, queued, tasks, all);
    }

    private void takeNext(Iterator<String> urls, boolean queued, Executor tasks, Runnable all) {
        if (!urls.hasNext()) {
            all.run();
            return;
        }
        Target host = new Target(target.kind(), urls.next(), target.namespace(), target.workload());
        Runnable granted = () -> tasks.execute(() -> takeNext(urls, queued, tasks, all));
        tickets.add(queued ? locks.enter(host, place, events, granted) : locks.reenter(host, place, events, granted));
    }

    /** Leaves its places reserved, for the run to be taken up again. */
    void suspend() {
        tickets.forEach(TargetLocks.Ticket::suspend);
    }

    void leave() {
        tickets.forEach(TargetLocks.Ticket::leave);
    }
}
