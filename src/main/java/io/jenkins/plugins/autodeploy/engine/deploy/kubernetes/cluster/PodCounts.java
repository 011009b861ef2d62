package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.Objects;
import java.util.Optional;

/**
 * How many pods of a workload there are. Complete when {@code kubectl rollout status} would say so of the workload's kind. Pure.
 *
 * @param wanted in the end
 * @param kept of them, those that are to keep the version before: the partition of a StatefulSet
 * @param updated of the new version
 * @param all of all versions
 * @param serving ready (StatefulSet) or available (the others), of all versions
 * @param settled whether the cluster's controller says that no version replaces another one any more
 */
public record PodCounts(int wanted, int kept, int updated, int all, int serving, boolean settled) {
    private static final int WHOLE = 100;

    static PodCounts of(@CheckForNull Integer replicas, DeploymentStatus status) {
        return new PodCounts(
                Objects.requireNonNullElse(replicas, 1),
                0,
                number(status.getUpdatedReplicas()),
                number(status.getReplicas()),
                number(status.getAvailableReplicas()),
                true);
    }

    static PodCounts of(StatefulSet set, StatefulSetStatus status) {
        int wanted = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        int kept = Math.min(wanted, partition(set));
        return new PodCounts(
                wanted,
                kept,
                number(status.getUpdatedReplicas()),
                number(status.getReplicas()),
                number(status.getReadyReplicas()),
                kept > 0 || Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()));
    }

    static PodCounts of(DaemonSetStatus status) {
        return new PodCounts(
                number(status.getDesiredNumberScheduled()),
                0,
                number(status.getUpdatedNumberScheduled()),
                number(status.getCurrentNumberScheduled()),
                number(status.getNumberAvailable()),
                true);
    }

    public boolean complete() {
        return updated >= wanted - kept && old() <= kept && serving >= Math.max(wanted, updated) && settled;
    }

    /** 0 to 99: whole is only what is complete. */
    public int progress() {
        int leaving = Math.max(0, old() - kept);
        int servingNew = Math.max(0, Math.min(updated, serving - old()));
        int parts = 2 * (wanted - kept) + leaving;
        return parts == 0 ? 0 : Math.min(WHOLE - 1, WHOLE * (updated + servingNew) / parts);
    }

    /** What is still to come, or that nothing is. */
    public String sentence() {
        if (complete()) {
            String available = "%d of %d replicas are available".formatted(serving, wanted);
            return kept == 0
                    ? available
                    : "%s; %d keep the version before, as the partition says".formatted(available, kept);
        }
        if (updated < wanted - kept) {
            return "%d of %d new replicas are made".formatted(updated, wanted - kept);
        }
        if (old() > kept) {
            return "%d old replicas are still to end".formatted(old() - kept);
        }
        return serving < Math.max(wanted, updated)
                ? "%d of %d new replicas are available".formatted(serving, Math.max(wanted, updated))
                : "the cluster has still to settle on the new version";
    }

    private int old() {
        return Math.max(0, all - updated);
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getRollingUpdate)
                .map(RollingUpdateStatefulSetStrategy::getPartition)
                .orElse(0);
    }

    private static int number(@CheckForNull Integer count) {
        return Objects.requireNonNullElse(count, 0);
    }
}
