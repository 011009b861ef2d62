package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/** The Service finds the pods of both workloads, so that each gets requests as it has replicas. How many the first has is restored with the first itself. */
record ReplicaShare(Trial trial, ClusterApi cluster) implements TrafficRouter {
    @Override
    public List<Trial.Route> held() {
        return List.of();
    }

    @Override
    public int divide(TrialStep step) throws InvalidInputException {
        if (trial.autoscaled()) {
            LiveWorkload first = cluster.workload(WorkloadKind.DEPLOYMENT, trial.workload());
            return step.shareBeside(first == null ? 0 : first.replicas());
        }
        int beside = step.replicasBeside(trial.replicas());
        cluster.scale(trial.workload(), beside);
        return step.shareBeside(beside);
    }

    @Override
    public void reset() {
        // Nothing routes requests but the pods that are there.
    }
}
