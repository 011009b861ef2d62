package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs whose lists of hosts overlap. */
class HostLocksTest {
    private static final EventSink NOBODY = (type, stage, status, message, progress, data) -> {};

    private final TargetLocks all = new TargetLocks();
    private final List<String> working = new ArrayList<>();

    @Test
    void oneWaitsForTheOtherInWhateverOrderTheyNameTheirHosts() {
        HostLocks first = locks("first");
        HostLocks second = locks("second");

        take(first, "first", "ssh://b", "ssh://a");
        take(second, "second", "ssh://a", "ssh://b");
        assertThat(working).containsExactly("first");

        first.leave();
        assertThat(working).containsExactly("first", "second");
    }

    @Test
    void aRunOfOneHostHasItsPlaceByItsTarget() {
        List<String> granted = new ArrayList<>();
        TargetLocks.Ticket alone = all.enter(
                new Target(Target.DOCKER, "ssh://b", "", "web"), place("alone"), NOBODY, () -> granted.add("alone"));

        take(locks("several"), "several", "ssh://a", "ssh://b");
        assertThat(granted).containsExactly("alone");
        assertThat(working).isEmpty();

        alone.leave();
        assertThat(working).containsExactly("several");
    }

    @Test
    void whatLeavesWhileItWaitsLetsOthersPass() {
        HostLocks first = locks("first");
        HostLocks second = locks("second");
        take(first, "first", "ssh://b", "ssh://c");
        take(second, "second", "ssh://a", "ssh://b");

        second.leave();
        take(locks("third"), "third", "ssh://a", "ssh://d");

        assertThat(working).containsExactly("first", "third");
    }

    private static Place place(String deployment) {
        return new Place(deployment, "job", 1, Instant.EPOCH, null);
    }

    private HostLocks locks(String holder) {
        return new HostLocks(all, new Target(Target.DOCKER, holder, "", "web"), place(holder), NOBODY);
    }

    private void take(HostLocks locks, String name, String... urls) {
        locks.take(List.of(urls), true, Runnable::run, () -> working.add(name));
    }
}
