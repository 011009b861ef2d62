package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetLocksTest {
    private static final Target WEB = new Target(Target.KUBERNETES, "https://c", "shop", "web");
    private static final Target API = new Target(Target.KUBERNETES, "https://c", "shop", "api");

    private final TargetLocks locks = new TargetLocks();
    private final List<String> told = new ArrayList<>();
    private final List<String> granted = new ArrayList<>();
    private final EventSink events = (type, stage, status, message, progress, data) -> told.add(message);

    @Test
    void grantsAtOnceWhatNobodyHas() {
        enter(WEB, "a");
        enter(API, "b");

        assertThat(granted).containsExactly("a", "b");
        assertThat(told).isEmpty();
    }

    @Test
    void servesThoseWhoWaitInTheirOrderAndTellsThemTheirPlace() {
        TargetLocks.Ticket a = enter(WEB, "a");
        TargetLocks.Ticket b = enter(WEB, "b");
        enter(WEB, "c");
        assertThat(told)
                .containsExactly(
                        "b waits for a, which works on web (place 1 in the queue)",
                        "c waits for a, which works on web (place 2 in the queue)");

        a.leave();
        assertThat(granted).containsExactly("a", "b");
        assertThat(told).endsWith("web is free for b now", "c waits for b, which works on web (place 1 in the queue)");

        b.leave();
        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void whoLeavesTheQueueIsNotServed() {
        TargetLocks.Ticket a = enter(WEB, "a");
        TargetLocks.Ticket b = enter(WEB, "b");
        enter(WEB, "c");

        b.leave();
        b.leave();
        a.leave();

        assertThat(granted).containsExactly("a", "c");
    }

    @Test
    void whoHadTheTargetBeforeARestartGoesBeforeThoseWhoOnlyWaited() {
        TargetLocks.Ticket a = enter(WEB, "a");
        enter(WEB, "b");
        locks.reenter(WEB, "old", events, () -> granted.add("old"));

        a.leave();

        assertThat(granted).containsExactly("a", "old");
    }

    private TargetLocks.Ticket enter(Target target, String holder) {
        return locks.enter(target, holder, events, () -> granted.add(holder));
    }
}
