package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSetStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.junit.jupiter.api.Test;

/** What {@code kubectl rollout status} says of StatefulSets and DaemonSets. */
class PodCountsTest {
    @Test
    void aStatefulSetIsCompleteWhenAllPodsAreNewAndReadyAndItsControllerHasSettled() {
        assertThat(statefulSet(0, 3, 3, "b", "b").complete()).isTrue();
        assertThat(statefulSet(0, 3, 2, "b", "b").complete()).isFalse();
        assertThat(statefulSet(0, 3, 3, "a", "b").complete()).isFalse();
        assertThat(statefulSet(0, 3, 3, "a", "b").sentence())
                .isEqualTo("the cluster has still to settle on the new version");
    }

    @Test
    void aPartitionKeepsTheVersionBeforeBelowIt() {
        PodCounts counts = statefulSet(2, 1, 3, "a", "b");

        assertThat(counts.complete()).isTrue();
        assertThat(counts.sentence())
                .isEqualTo("3 of 3 replicas are available; 2 keep the version before, as the partition says");
        assertThat(statefulSet(2, 0, 3, "a", "b").sentence()).isEqualTo("0 of 1 new replicas are made");
    }

    @Test
    void aDaemonSetIsCompleteWhenEachNodeHasANewPodThatIsAvailable() {
        assertThat(daemonSet(3, 3, 3).complete()).isTrue();
        assertThat(daemonSet(3, 2, 3).sentence()).isEqualTo("2 of 3 new replicas are made");
        assertThat(daemonSet(3, 3, 2).sentence()).isEqualTo("2 of 3 new replicas are available");
    }

    private static PodCounts daemonSet(int wanted, int updated, int available) {
        return PodCounts.of(new DaemonSetStatusBuilder()
                .withDesiredNumberScheduled(wanted)
                .withCurrentNumberScheduled(wanted)
                .withUpdatedNumberScheduled(updated)
                .withNumberAvailable(available)
                .build());
    }

    private static PodCounts statefulSet(int partition, int updated, int ready, String current, String update) {
        StatefulSet set = new StatefulSetBuilder()
                .withNewSpec()
                .withReplicas(3)
                .withNewUpdateStrategy()
                .withNewRollingUpdate()
                .withPartition(partition)
                .endRollingUpdate()
                .endUpdateStrategy()
                .endSpec()
                .withNewStatus()
                .withReplicas(3)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .withCurrentRevision(current)
                .withUpdateRevision(update)
                .endStatus()
                .build();
        return PodCounts.of(set, set.getStatus());
    }
}
