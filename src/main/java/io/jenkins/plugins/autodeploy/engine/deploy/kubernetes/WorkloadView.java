package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A workload as it was last seen. The parts may be of slightly different age, as they come by watches of their own.
 *
 * @param deployment null when there is none
 * @param replicaSets those that the Deployment owns
 * @param pods those that match the Deployment's selector
 */
record WorkloadView(@CheckForNull Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods) {
    static WorkloadView of(@CheckForNull Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods) {
        if (deployment == null) {
            return new WorkloadView(null, List.of(), List.copyOf(pods));
        }
        return new WorkloadView(
                deployment,
                replicaSets.stream()
                        .filter(replicaSet -> isOwnedBy(replicaSet, deployment))
                        .toList(),
                List.copyOf(pods));
    }

    /** The replica set of the Deployment's present template; empty until the cluster's controller has made it and this view knows. */
    Optional<ReplicaSet> currentReplicaSet() {
        if (deployment == null || !isObserved()) {
            return Optional.empty();
        }
        String revision = annotation(deployment, Annotations.REVISION);
        return replicaSets.stream()
                .filter(replicaSet -> revision != null
                        && revision.equals(annotation(replicaSet, Annotations.REVISION))
                        && Objects.equals(
                                templateAnnotations(replicaSet).get(Annotations.DEPLOYMENT_ID),
                                templateAnnotations(deployment).get(Annotations.DEPLOYMENT_ID)))
                .findFirst();
    }

    /** Whether the cluster's controller has acted on the Deployment as it is. */
    boolean isObserved() {
        return deployment != null
                && deployment.getStatus() != null
                && deployment.getStatus().getObservedGeneration() != null
                && deployment.getStatus().getObservedGeneration()
                        >= deployment.getMetadata().getGeneration();
    }

    /** The pods of the Deployment's present template that are to stay. */
    List<Pod> currentPods() {
        return currentReplicaSet().stream()
                .flatMap(replicaSet -> pods.stream().filter(pod -> isOwnedBy(pod, replicaSet)))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** How often containers of the Deployment's present template were restarted, all together. */
    int restarts() {
        return currentPods().stream()
                .mapToInt(pod -> PodDiagnosis.state(pod).restarts())
                .sum();
    }

    @CheckForNull
    static String annotation(HasMetadata object, String name) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }

    static Map<String, String> templateAnnotations(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec().getTemplate().getMetadata())
                .map(metadata -> metadata.getAnnotations())
                .orElse(Map.of());
    }

    static Map<String, String> templateAnnotations(ReplicaSet replicaSet) {
        return Optional.ofNullable(replicaSet.getSpec().getTemplate().getMetadata())
                .map(metadata -> metadata.getAnnotations())
                .orElse(Map.of());
    }

    private static boolean isOwnedBy(HasMetadata object, HasMetadata owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        Objects.equals(reference.getUid(), owner.getMetadata().getUid()));
    }
}
