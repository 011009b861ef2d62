package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Removes the pods that {@linkplain WorkloadView#blockingPods() block} a rollout. What the cluster does not let it remove, the rollout waits for. Used by one thread at a time. */
public final class BlockingPods {
    private static final int CONFLICT = 409;

    private final ClusterApi cluster;
    private final Set<String> told = new HashSet<>();

    public BlockingPods(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** @param log hears what was done, once a pod */
    public void remove(WorkloadView view, Consumer<String> log) {
        for (Pod pod : view.blockingPods()) {
            try {
                cluster.delete(pod);
                tell(
                        pod,
                        "Removed pod %s of a version that never worked, which kept the rollout from going on"
                                .formatted(pod.getMetadata().getName()),
                        log);
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    tell(
                            pod,
                            "Pod %s keeps the rollout from going on and cannot be removed (delete it by hand): "
                                            .formatted(pod.getMetadata().getName())
                                    + ApiProblem.of(e, "the cluster refuses", cluster.namespace(), cluster.server())
                                            .sentence(),
                            log);
                }
                // Else it has changed since it was seen, and is looked at again when that comes.
            }
        }
    }

    private void tell(Pod pod, String sentence, Consumer<String> log) {
        if (told.add(pod.getMetadata().getUid())) {
            log.accept(sentence);
        }
    }
}
