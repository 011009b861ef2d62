package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The snapshots of workloads in their namespace. Who may not read Secrets sees none. */
final class SnapshotStore {
    static final int MOST = 10;

    private final ClusterApi cluster;

    /** What is remembered of a snapshot, which may be large. */
    record Kept(String deploymentId, String version) {
        private static Kept of(Snapshot snapshot) {
            return new Kept(snapshot.deploymentId(), snapshot.version());
        }
    }

    SnapshotStore(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** The newest first. */
    List<Snapshot> list(WorkloadKind kind, String workload) {
        return secrets(SnapshotSecret.labels(kind, workload)).stream()
                .flatMap(secret -> SnapshotSecret.read(secret.getData()).stream())
                .sorted(Comparator.comparingLong(Snapshot::revision).reversed())
                .toList();
    }

    /** The newest first. */
    List<Kept> kept(WorkloadKind kind, String workload) {
        return list(kind, workload).stream().map(Kept::of).toList();
    }

    Optional<Snapshot> find(WorkloadKind kind, String workload, String version) {
        return list(kind, workload).stream()
                .filter(snapshot -> snapshot.version().equals(version))
                .findFirst();
    }

    /** Which workload a deployment went to, as far as it is kept. */
    Optional<String> workloadOf(String deploymentId) {
        // The API server refuses to be asked for a label that none can have.
        if (!RequestRules.isDeploymentId(deploymentId)) {
            return Optional.empty();
        }
        return secrets(Map.of(Annotations.DEPLOYMENT_ID, deploymentId)).stream()
                .map(secret -> secret.getMetadata().getLabels().get(Labels.WORKLOAD))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * Keeps a snapshot of the version that runs.
     *
     * @throws KubernetesClientException if the cluster does not take it
     */
    void keep(LiveWorkload workload, Snapshot snapshot) throws InvalidInputException {
        cluster.restore(SnapshotSecret.of(workload, snapshot));
    }

    /**
     * Removes what is more than the last ones.
     *
     * @param newest that stays
     * @param known those that were kept before, the newest first
     */
    void forget(LiveWorkload workload, Snapshot newest, List<Kept> known) throws InvalidInputException {
        Set<String> kept = new HashSet<>(Set.of(SnapshotSecret.name(workload.name(), newest.deploymentId())));
        for (Kept old : known) {
            String name = SnapshotSecret.name(workload.name(), old.deploymentId());
            if (kept.size() < MOST) {
                kept.add(name);
            } else if (!kept.contains(name)) {
                cluster.delete(new ObjectRef("v1", "Secret", name));
            }
        }
    }

    private List<Secret> secrets(Map<String, String> labels) {
        try {
            return cluster.secrets(labels).stream()
                    .filter(secret -> SnapshotSecret.TYPE.equals(secret.getType()))
                    .toList();
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
