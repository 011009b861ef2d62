package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ClusterHistory;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a target that was taken back is what it was before: image, variables, configuration and replicas. */
final class ReturnCheck {
    private final ClusterApi cluster;
    private final Before before;

    ReturnCheck(ClusterApi cluster, Before before) {
        this.cluster = cluster;
        this.before = before;
    }

    /**
     * @param workload its name
     * @return what is not as it was, one sentence each
     */
    List<String> differences(String workload) throws InvalidInputException {
        List<String> differences = new ArrayList<>();
        if (before.ran()) {
            compareWorkload(before.kind().ref(workload), differences);
        }
        for (ObjectNode object : before.objects()) {
            Manifest then = new Manifest(object);
            if (then.kind().equals("ConfigMap")) {
                Optional<ObjectNode> now = cluster.find(then.ref());
                JsonNode data = now.map(live -> live.path("data")).orElse(object.path("none"));
                if (!data.equals(object.path("data"))) {
                    differences.add(then.label() + " does not hold what it held before");
                }
            }
        }
        return differences;
    }

    private void compareWorkload(ObjectRef workload, List<String> differences) throws InvalidInputException {
        Optional<ObjectNode> live = cluster.find(workload);
        if (live.isEmpty()) {
            differences.add(workload.label() + " is not there");
            return;
        }
        Optional<ObjectNode> then =
                new ClusterHistory(cluster).template(before.kind(), workload.name(), before.version());
        if (then.isPresent() && !then.get().equals(LiveObject.template(live.get()))) {
            differences.add(
                    "%s has another pod template than revision %d".formatted(workload.label(), before.revision()));
        }
        JsonNode wanted = before.frame().at("/spec/replicas");
        JsonNode found = live.get().at("/spec/replicas");
        if (!found.equals(wanted) && !mayBeAutoscaled(workload)) {
            differences.add("%s has %s replicas and not %s".formatted(workload.label(), found, wanted));
        }
    }

    private boolean mayBeAutoscaled(ObjectRef workload) {
        try {
            return cluster.isAutoscaled(workload);
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return true;
            }
            throw e;
        }
    }
}
