package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KindWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LabelMatch;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Follows a workload, its versions and its pods by the watches that deployments share. Holds no thread. */
final class WorkloadWatch implements AutoCloseable {
    private final KindWatch<? extends HasMetadata>.Share workloads;
    private final KindWatch<? extends HasMetadata>.Share revisions;
    private final KindWatch<Pod>.Share pods;

    /** @param changed called on any thread whenever {@link #view()} may have changed; must return quickly */
    WorkloadWatch(ClusterApi cluster, WorkloadKind kind, String workload, LabelSelector selector, Runnable changed) {
        LabelMatch match = new LabelMatch(selector);
        workloads = cluster.follow(
                kind.type(), object -> object.getMetadata().getName().equals(workload), changed);
        revisions = cluster.follow(kind.versionType(), match, changed);
        pods = cluster.follow(Pod.class, match, changed);
    }

    /** Completes when all three are known; exceptionally when one of them cannot be read. */
    CompletionStage<Void> known() {
        return CompletableFuture.allOf(
                workloads.known().toCompletableFuture(),
                revisions.known().toCompletableFuture(),
                pods.known().toCompletableFuture());
    }

    WorkloadView view() {
        LiveWorkload workload =
                workloads.objects().stream().findFirst().map(LiveWorkload::of).orElse(null);
        return WorkloadView.of(
                workload, revisions.objects().stream().map(ClusterRevision::of).toList(), pods.objects());
    }

    @Override
    public void close() {
        workloads.close();
        revisions.close();
        pods.close();
    }
}
