package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loudest end says what is there and what to do. */
class BrokenReturnTest {
    private static final Change CHANGE = new DeployChange(new WantedDeployment("shop", "web", "d2", "web:2").request());

    @Test
    void showsWhatIsThereAndTheCommandThatHelps() throws Exception {
        StatefulSet set = Serialization.unmarshal("""
            {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web"},
             "spec": {"replicas": 3, "template": {"spec": {"containers": [{"name": "web", "image": "web:1"}]}}},
             "status": {"readyReplicas": 1}}
            """, StatefulSet.class);
        Pod pod = Serialization.unmarshal("""
            {"metadata": {"name": "web-2"}, "spec": {"containers": [{"name": "web", "image": "web:2"}]},
             "status": {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "message": "no memory"}]}}
            """, Pod.class);
        BrokenReturn broken = broken((ObjectNode) Json.readTree("{}"));

        List<String> lines = broken.lines(new WorkloadView(LiveWorkload.of(set), List.of(), List.of(pod)));

        assertThat(lines)
                .contains(
                        "GOING BACK FAILED: web in namespace shop of https://cluster runs neither version as it should",
                        "It went back because it crashes",
                        "That failed because no node has room",
                        "Before: web:1, revision 4",
                        "Now: StatefulSet web with web:1, 1 of 3 pods serve",
                        "    pod web-2 with web:2: Pending, no node can take the pod: no memory",
                        "    kubectl -n shop rollout undo statefulset/web --to-revision=4");
    }

    @Test
    void removesByHandWhatWasNotThereBefore() {
        BrokenReturn broken = broken(null);

        assertThat(broken.command()).isEqualTo("kubectl -n shop delete statefulset/web");
        assertThat(broken.sentence()).contains("it crashes; GOING BACK FAILED TOO: no node has room");
        assertThat(broken.lines(null)).contains("Before: nothing ran", "Now: the cluster cannot be seen");
    }

    private static BrokenReturn broken(ObjectNode frame) {
        Before before = new Before(
                WorkloadKind.STATEFUL_SET, frame, "web-1", 4L, "web:1", "d1", "d1", List.of(), List.of(), List.of());
        return new BrokenReturn(CHANGE, before, "https://cluster", "it crashes", "no node has room", null);
    }
}
