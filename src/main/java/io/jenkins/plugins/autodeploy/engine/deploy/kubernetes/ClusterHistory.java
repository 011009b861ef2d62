package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/** The versions of workloads as the cluster keeps them. */
final class ClusterHistory {
    private final ClusterApi cluster;

    ClusterHistory(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** @param workload null when there is none */
    RevisionHistory read(@CheckForNull LiveWorkload workload) {
        return RevisionHistory.of(workload, workload == null ? List.of() : cluster.revisions(workload));
    }

    /** Notes that the rollout of the present version was seen complete. */
    void keep(WorkloadView view) throws InvalidInputException {
        LiveWorkload workload = view.workload();
        String version = workload.deploymentId();
        if (version == null) {
            return;
        }
        cluster.annotate(workload.ref(), Annotations.VERIFIED, version);
        // The cluster copies a Deployment's annotations to its replica set; to a ControllerRevision only when it makes
        // it.
        if (workload.kind() != WorkloadKind.DEPLOYMENT && view.currentRevision().isPresent()) {
            String name = view.currentRevision().get().name();
            cluster.annotate(workload.kind().version(name), Annotations.VERIFIED, version);
        }
    }
}
