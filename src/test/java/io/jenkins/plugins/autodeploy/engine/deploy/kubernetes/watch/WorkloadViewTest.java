package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version a workload is at, and which of its pods are in the way. */
class WorkloadViewTest {
    private static final String WORKLOAD = """
        {"apiVersion": "apps/v1", "kind": "%s", "metadata": {"name": "web", "uid": "w", "generation": 3},
         "spec": {"podManagementPolicy": "%s", "template": {"metadata": {"annotations": {"autodeploy.jenkins.io/deployment-id": "d1"}}}},
         "status": {"observedGeneration": 3, "updateRevision": "web-good"}}
        """;

    private static final ClusterRevision GOOD = revision("web-good", 3, "d1", "d1");
    private static final ClusterRevision BROKEN = revision("web-broken", 2, "d2", "d1");
    private static final ClusterRevision OTHERS =
            ClusterRevision.of(controllerRevision("web-good", 9, "d1", "d1", "x"));

    @Test
    void aStatefulSetIsAtTheVersionThatItsControllerNames() {
        WorkloadView view = WorkloadView.of(statefulSet("OrderedReady"), List.of(BROKEN, OTHERS, GOOD), List.of());

        assertThat(view.currentRevision()).contains(GOOD);
    }

    @Test
    void aDaemonSetIsAtTheNewestVersionOfItsTemplate() {
        LiveWorkload workload =
                LiveWorkload.of(Serialization.unmarshal(WORKLOAD.formatted("DaemonSet", ""), DaemonSet.class));
        ClusterRevision older = revision("web-older", 1, "d1", "d1");

        assertThat(WorkloadView.of(workload, List.of(older, GOOD), List.of()).currentRevision())
                .contains(GOOD);
        assertThat(WorkloadView.of(workload, List.of(BROKEN), List.of()).currentRevision())
                .as("its own version has not been seen yet")
                .isEmpty();
    }

    @Test
    void podsOfAVersionThatNeverWorkedBlockAStatefulSetWhosePodsStartInOrder() {
        Pod broken = pod("web-1", "web-broken", false);
        List<Pod> pods = List.of(
                broken,
                pod("web-0", "web-good", false),
                pod("web-2", "web-broken", true),
                new PodBuilder(pod("web-3", "web-broken", false))
                        .editMetadata()
                        .withDeletionTimestamp("2026-03-01T10:00:00Z")
                        .endMetadata()
                        .build());

        assertThat(WorkloadView.of(statefulSet("OrderedReady"), List.of(BROKEN, GOOD), pods)
                        .blockingPods())
                .containsExactly(broken);
        assertThat(WorkloadView.of(statefulSet("Parallel"), List.of(BROKEN, GOOD), pods)
                        .blockingPods())
                .isEmpty();
    }

    @Test
    void aVersionThatWorkedOnceKeepsItsPodsUntilTheClusterReplacesThem() {
        ClusterRevision worked = revision("web-worked", 2, "d2", "d2");

        assertThat(WorkloadView.of(
                                statefulSet("OrderedReady"),
                                List.of(worked, GOOD),
                                List.of(pod("web-1", "web-worked", false)))
                        .blockingPods())
                .isEmpty();
    }

    /** A pod's own watch may be behind the workload's. */
    @Test
    void isCompleteOnceItsPodsAreSeenReadyToo() {
        Pod evicted = new PodBuilder(pod("web-9", "web-good", false))
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build();

        assertThat(phase(pod("web-0", "web-good", true), pod("web-1", "web-good", false), evicted))
                .isEqualTo(RolloutStatus.Phase.PROGRESSING);
        assertThat(phase(pod("web-0", "web-good", true), pod("web-1", "web-good", true), evicted))
                .isEqualTo(RolloutStatus.Phase.COMPLETE);
    }

    private static RolloutStatus.Phase phase(Pod... pods) {
        StatefulSet complete =
                Serialization.unmarshal(WORKLOAD.formatted("StatefulSet", "Parallel"), StatefulSet.class);
        complete.getSpec().setReplicas(2);
        complete.getStatus().setReplicas(2);
        complete.getStatus().setUpdatedReplicas(2);
        complete.getStatus().setReadyReplicas(2);
        complete.getStatus().setCurrentRevision("web-good");
        return RolloutStatus.of(WorkloadView.of(LiveWorkload.of(complete), List.of(GOOD), List.of(pods)), 3)
                .phase();
    }

    private static LiveWorkload statefulSet(String policy) {
        return LiveWorkload.of(Serialization.unmarshal(WORKLOAD.formatted("StatefulSet", policy), StatefulSet.class));
    }

    private static ClusterRevision revision(String name, long number, String deployment, String verified) {
        return ClusterRevision.of(controllerRevision(name, number, deployment, verified, "w"));
    }

    private static ControllerRevision controllerRevision(
            String name, long number, String deployment, String verified, String owner) {
        return Serialization.unmarshal(
                """
                {"apiVersion": "apps/v1", "kind": "ControllerRevision", "revision": %d,
                 "metadata": {"name": "%s", "annotations": {"autodeploy.jenkins.io/verified-deployment-id": "%s"},
                  "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web", "uid": "%s"}]},
                 "data": {"spec": {"template": {"$patch": "replace",
                  "metadata": {"annotations": {"autodeploy.jenkins.io/deployment-id": "%s"}}}}}}
                """.formatted(number, name, verified, owner, deployment), ControllerRevision.class);
    }

    private static Pod pod(String name, String revision, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("controller-revision-hash", revision)
                .addNewOwnerReference()
                .withUid("w")
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}
