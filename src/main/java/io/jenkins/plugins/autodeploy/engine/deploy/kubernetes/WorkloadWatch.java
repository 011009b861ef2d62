package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Follows a workload, its versions and its pods by watches. Holds no thread; a watch that breaks is taken up again with growing pauses, and listed anew when the
 * server has forgotten its place.
 */
final class WorkloadWatch implements AutoCloseable {
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final SharedIndexInformer<? extends HasMetadata> workloads;
    private final SharedIndexInformer<? extends HasMetadata> revisions;
    private final SharedIndexInformer<Pod> pods;

    /** @param changed called on any thread whenever {@link #view()} may have changed; must return quickly */
    WorkloadWatch(ClusterApi cluster, WorkloadKind kind, String workload, LabelSelector selector, Runnable changed) {
        String namespace = cluster.namespace();
        workloads = cluster.workloads(kind)
                .inNamespace(namespace)
                .withName(workload)
                .runnableInformer(0);
        revisions = cluster.revisions(kind)
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .runnableInformer(0);
        pods = cluster.client()
                .pods()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .runnableInformer(0);
        for (SharedIndexInformer<? extends HasMetadata> informer : List.of(workloads, revisions, pods)) {
            informer.addEventHandler(new Notice(changed));
            informer.exceptionHandler((started, error) -> started && !isRefused(error));
        }
    }

    /** Completes when all three are known; exceptionally when one of them cannot be read. */
    CompletionStage<Void> start() {
        return CompletableFuture.allOf(
                workloads.start().toCompletableFuture(),
                revisions.start().toCompletableFuture(),
                pods.start().toCompletableFuture());
    }

    WorkloadView view() {
        LiveWorkload workload = workloads.getStore().list().stream()
                .findFirst()
                .map(LiveWorkload::of)
                .orElse(null);
        return WorkloadView.of(
                workload,
                revisions.getStore().list().stream().map(ClusterRevision::of).toList(),
                pods.getStore().list());
    }

    @Override
    public void close() {
        workloads.stop();
        revisions.stop();
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
