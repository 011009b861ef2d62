package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A workload as it was last seen. The parts may be of slightly different age, as they come by watches of their own.
 *
 * @param workload null when there is none
 * @param revisions the versions of the workload that its cluster keeps
 * @param pods those that match the workload's selector
 */
public record WorkloadView(@CheckForNull LiveWorkload workload, List<ClusterRevision> revisions, List<Pod> pods) {
    /** @param revisions also of other workloads */
    public static WorkloadView of(
            @CheckForNull LiveWorkload workload, List<ClusterRevision> revisions, List<Pod> pods) {
        List<ClusterRevision> own = workload == null
                ? List.of()
                : revisions.stream().filter(revision -> revision.isOf(workload)).toList();
        return new WorkloadView(workload, own, List.copyOf(pods));
    }

    /** The workload's present version; empty until the cluster's controller has made it and this view knows. */
    public Optional<ClusterRevision> currentRevision() {
        if (workload == null || !workload.isObserved()) {
            return Optional.empty();
        }
        return revisions.stream().filter(workload::isAt).max(Comparator.comparingLong(ClusterRevision::number));
    }

    /** The pods of the workload's present version that are to stay. */
    public List<Pod> currentPods() {
        return currentRevision().stream()
                .flatMap(revision -> pods.stream().filter(revision::made))
                .filter(pod -> !isEnding(pod))
                .toList();
    }

    /** Whether no pod of the workload's present version is seen that does not serve yet: this view of pods may be older than the workload's own. */
    boolean arePodsReady() {
        return currentPods().stream().filter(pod -> !isOver(pod)).allMatch(PodDiagnosis::isReady);
    }

    /**
     * Pods that block the rollout of a StatefulSet whose pods start in order: its controller waits until they are ready before it replaces the next, and those of a version that never worked will not be. See "Forced
     * rollback" in Kubernetes' documentation of StatefulSets.
     */
    List<Pod> blockingPods() {
        Optional<ClusterRevision> current = currentRevision();
        if (current.isEmpty() || !workload.ordered()) {
            return List.of();
        }
        return revisions.stream()
                .filter(revision -> !revision.isGood() && !revision.equals(current.get()))
                .flatMap(revision -> pods.stream().filter(revision::made))
                .filter(pod -> !isEnding(pod) && !PodDiagnosis.isReady(pod))
                .toList();
    }

    /** How often containers of the workload's present version were restarted, all together. */
    public int restarts() {
        return currentPods().stream()
                .mapToInt(pod -> PodDiagnosis.state(pod).restarts())
                .sum();
    }

    /** Such as one that was evicted: it stays in the cluster for a while, and another one is in its place. */
    private static boolean isOver(Pod pod) {
        return pod.getStatus() != null
                && ("Failed".equals(pod.getStatus().getPhase())
                        || "Succeeded".equals(pod.getStatus().getPhase()));
    }

    private static boolean isEnding(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }
}
