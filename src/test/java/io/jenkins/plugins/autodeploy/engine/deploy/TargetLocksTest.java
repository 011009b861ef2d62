package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.queue.FileLockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.LockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetLocksTest {
    private static final Target WEB = new Target(Target.KUBERNETES, "https://c", "shop", "web");
    private static final Target API = new Target(Target.KUBERNETES, "https://c", "shop", "api");

    @TempDir
    Path home;

    private TargetLocks locks = new TargetLocks();
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
        TargetLocks.Ticket c = enter(WEB, "c");
        assertThat(told)
                .containsExactly(
                        "Waits for shop #7 (a), which works on web (place 1 in the queue)",
                        "Waits for shop #7 (a), which works on web (place 2 in the queue)");
        assertThat(a.waitsFor()).isNull();
        assertThat(c.waitsFor()).isEqualTo("shop #7 (a), which works on web (place 2 in the queue)");

        a.leave();
        assertThat(granted).containsExactly("a", "b");
        assertThat(told)
                .endsWith("web is free now", "Waits for shop #7 (b), which works on web (place 1 in the queue)");
        assertThat(b.waitsFor()).isNull();

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
        locks.reenter(WEB, place("old"), events, () -> granted.add("old"));

        a.leave();

        assertThat(granted).containsExactly("a", "old");
    }

    @Test
    void aRestartKeepsAllPlacesForThoseWhoHadThem() {
        locks = restarted();
        enter(WEB, "a");
        enter(WEB, "b");
        granted.clear();

        locks = restarted();
        enter(WEB, "new");
        TargetLocks.Ticket b = enter(WEB, "b");
        assertThat(granted).as("a has the target and is not taken up yet").isEmpty();
        assertThat(b.waitsFor()).isEqualTo("shop #7 (a), which works on web (place 1 in the queue)");

        TargetLocks.Ticket a = locks.reenter(WEB, place("a"), events, () -> granted.add("a"));
        assertThat(granted).containsExactly("a");
        a.leave();
        b.leave();
        assertThat(granted).containsExactly("a", "b", "new");
    }

    @Test
    void aPlaceWhoseDeploymentIsOverIsGivenFree() {
        locks = restarted();
        enter(WEB, "gone");
        enter(WEB, "gone too");
        granted.clear();

        locks = restarted();
        enter(WEB, "new");
        locks.release(place -> false);
        assertThat(granted).isEmpty();

        locks.release(place -> Set.of("gone", "gone too").contains(place.deployment()));
        assertThat(granted).containsExactly("new");
    }

    @Test
    void nobodyLosesAPlaceThatIsInUse() {
        enter(WEB, "a");
        enter(WEB, "b");

        locks.release(place -> true);

        assertThat(granted).containsExactly("a");
    }

    @Test
    void oneThatIsTakenUpAgainKeepsItsPlaceWhenItsFirstTicketIsGivenBackLate() {
        TargetLocks.Ticket before = enter(WEB, "a");
        TargetLocks.Ticket again = enter(WEB, "a");

        before.suspend();
        before.leave();
        enter(WEB, "b");
        assertThat(granted).containsExactly("a", "a");

        again.leave();
        assertThat(granted).containsExactly("a", "a", "b");
    }

    @Test
    void whatEndsWhileTheProcessGoesDownDoesNotLoseItsPlace() {
        locks = restarted();
        TargetLocks.Ticket a = enter(WEB, "a");
        enter(WEB, "b");

        locks.close();
        a.leave();

        assertThat(granted).containsExactly("a");
        assertThat(restarted().queues().of(WEB).orElseThrow().holder().deployment())
                .isEqualTo("a");
    }

    @Test
    void knowsSinceWhenATargetIsTaken() {
        locks = new TargetLocks(LockStore.inMemory(), InstantSource.fixed(Samples.START));
        enter(WEB, "a");
        enter(WEB, "b");

        assertThat(locks.queues().of(WEB).orElseThrow().places())
                .extracting(Place::granted)
                .containsExactly(Samples.START, null);
    }

    private TargetLocks restarted() {
        return new TargetLocks(new FileLockStore(home.resolve("locks.json")), InstantSource.system());
    }

    private TargetLocks.Ticket enter(Target target, String deployment) {
        return locks.enter(target, place(deployment), events, () -> granted.add(deployment));
    }

    private static Place place(String deployment) {
        return new Place(deployment, "shop", 7, Samples.START, null);
    }
}
