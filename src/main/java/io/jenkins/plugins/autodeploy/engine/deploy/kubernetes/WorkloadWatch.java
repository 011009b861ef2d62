package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Follows a workload's Deployment, replica sets and pods by watches. Holds no thread; a watch that breaks is taken up again with growing pauses, and listed anew when the
 * server has forgotten its place.
 */
final class WorkloadWatch implements AutoCloseable {
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final SharedIndexInformer<Deployment> deployments;
    private final SharedIndexInformer<ReplicaSet> replicaSets;
    private final SharedIndexInformer<Pod> pods;

    /** @param changed called on any thread whenever {@link #view()} may have changed; must return quickly */
    WorkloadWatch(ClusterApi cluster, String workload, LabelSelector selector, Runnable changed) {
        KubernetesClient client = cluster.client();
        String namespace = cluster.namespace();
        deployments = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(workload)
                .runnableInformer(0);
        replicaSets = client.apps()
                .replicaSets()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .runnableInformer(0);
        pods = client.pods().inNamespace(namespace).withLabelSelector(selector).runnableInformer(0);
        for (SharedIndexInformer<? extends HasMetadata> informer : List.of(deployments, replicaSets, pods)) {
            informer.addEventHandler(new Notice(changed));
            informer.exceptionHandler((started, error) -> started && !isRefused(error));
        }
    }

    /** Completes when all three are known; exceptionally when one of them cannot be read. */
    CompletionStage<Void> start() {
        return CompletableFuture.allOf(
                deployments.start().toCompletableFuture(),
                replicaSets.start().toCompletableFuture(),
                pods.start().toCompletableFuture());
    }

    WorkloadView view() {
        Deployment deployment =
                deployments.getStore().list().stream().findFirst().orElse(null);
        return WorkloadView.of(
                deployment, replicaSets.getStore().list(), pods.getStore().list());
    }

    @Override
    public void close() {
        deployments.stop();
        replicaSets.stop();
        pods.stop();
    }

    private static boolean isRefused(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer
                    && (answer.getCode() == FORBIDDEN || answer.getCode() == UNAUTHORIZED)) {
                return true;
            }
        }
        return false;
    }

    private record Notice(Runnable changed) implements ResourceEventHandler<HasMetadata> {
        @Override
        public void onAdd(HasMetadata object) {
            changed.run();
        }

        @Override
        public void onUpdate(HasMetadata before, HasMetadata after) {
            changed.run();
        }

        @Override
        public void onDelete(HasMetadata object, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
