package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * A workload before a change, read once.
 *
 * @param object as the server gave it; empty when there is none
 * @param view what is decided upon, with its versions and without pods
 */
record PresentWorkload(Optional<ObjectNode> object, WorkloadView view) {
    static PresentWorkload read(ClusterApi cluster, WorkloadKind kind, String name) throws InvalidInputException {
        Optional<ObjectNode> object = cluster.find(kind.ref(name));
        LiveWorkload workload =
                object.map(found -> LiveWorkload.parse(kind, found)).orElse(null);
        return new PresentWorkload(
                object,
                WorkloadView.of(workload, workload == null ? List.of() : cluster.revisions(workload), List.of()));
    }
}
