package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.Meanwhile;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The versions of a workload as its cluster keeps them: as replica sets and ControllerRevisions of its own, and as snapshots. Used by one thread at a time. */
public final class ClusterHistory {
    private final ClusterApi cluster;
    private final SnapshotStore snapshots;

    /** The newest first; null before they are looked up. */
    @CheckForNull
    private List<SnapshotStore.Kept> kept;

    public ClusterHistory(ClusterApi cluster) {
        this.cluster = cluster;
        this.snapshots = new SnapshotStore(cluster);
    }

    /** @param workload null when there is none */
    public RevisionHistory read(@CheckForNull LiveWorkload workload) {
        return read(workload, workload == null ? List.of() : cluster.revisions(workload));
    }

    /** @param revisions of the workload, as read before */
    public RevisionHistory read(@CheckForNull LiveWorkload workload, List<ClusterRevision> revisions) {
        return workload == null
                ? RevisionHistory.of(null, List.of(), List.of())
                : RevisionHistory.of(workload, revisions, snapshots.list(workload.kind(), workload.name()));
    }

    /** Finds out what is kept of a workload while its rollout goes on, so that {@link #keep} knows it. */
    public void lookUp(WorkloadKind kind, String workload) {
        try {
            kept = snapshots.kept(kind, workload);
        } catch (KubernetesClientException e) {
            kept = null; // it is tried again then
        }
    }

    /**
     * Finds the version to go back to.
     *
     * @throws InvalidInputException with the list of what is possible
     */
    public RevisionHistory.Revision choose(RevisionHistory history, @CheckForNull String to)
            throws InvalidInputException {
        if (to != null && !to.isBlank() && history.named(to).isEmpty()) {
            Optional<String> owner = snapshots.workloadOf(to.strip());
            if (owner.isPresent()) {
                throw new InvalidInputException(
                        "to",
                        to,
                        "a version of this workload, while that deployment belongs to workload %s; %s"
                                .formatted(owner.get(), history.possibleInWords()));
            }
        }
        return history.choose(to);
    }

    /** The pod template of a version; empty when nobody keeps it any more. */
    public Optional<ObjectNode> template(WorkloadKind kind, String workload, String version)
            throws InvalidInputException {
        Optional<ObjectNode> kept = cluster.find(kind.version(version)).map(LiveObject::template);
        return kept.isPresent() ? kept : snapshot(kind, workload, version).map(Snapshot::template);
    }

    public Optional<Snapshot> snapshot(WorkloadKind kind, String workload, String version) {
        return snapshots.find(kind, workload, version);
    }

    /**
     * Keeps the version that runs, whose rollout was seen complete.
     *
     * @param log hears what could not be kept: a deployment does not fail of that
     * @param threads that are free to take a part of it
     */
    public void keep(WorkloadView view, Deployment record, Consumer<String> log, Executor threads)
            throws InvalidInputException {
        LiveWorkload workload = view.workload();
        Optional<ClusterRevision> revision = view.currentRevision();
        if (workload.deploymentId() == null || revision.isEmpty()) {
            return;
        }
        ObjectNode live = cluster.annotate(workload.ref(), Annotations.VERIFIED, workload.deploymentId());
        // The cluster copies a Deployment's annotations to its replica set; to a ControllerRevision only when it makes
        // it.
        if (workload.kind() != WorkloadKind.DEPLOYMENT) {
            cluster.annotate(
                    workload.kind().version(revision.get().name()), Annotations.VERIFIED, workload.deploymentId());
        }
        try {
            Optional<Snapshot> snapshot = snapshot(workload, live, revision.get(), record, log);
            if (snapshot.isPresent()) {
                keep(workload, snapshot.get(), log, threads);
            }
        } catch (KubernetesClientException e) {
            log.accept("No snapshot of this version is kept, so that going back to it works only as long as the cluster"
                    + " keeps it by itself: " + problem(e));
        }
    }

    /** The new one is taken in while old ones go. */
    private void keep(LiveWorkload workload, Snapshot snapshot, Consumer<String> log, Executor threads)
            throws InvalidInputException {
        List<SnapshotStore.Kept> known = kept;
        Meanwhile<Void> forgotten = Meanwhile.begin(threads, () -> {
            snapshots.forget(workload, snapshot, known);
            return null;
        });
        snapshots.keep(workload, snapshot);
        try {
            forgotten.result();
        } catch (KubernetesClientException e) {
            log.accept("Snapshots of versions that are too old stay until the next deployment: " + problem(e));
        }
    }

    private String problem(KubernetesClientException refusal) {
        return ApiProblem.of(refusal, "the cluster refuses it", cluster.namespace(), cluster.server())
                .sentence();
    }

    /** Empty when it would be too large to be kept. */
    private Optional<Snapshot> snapshot(
            LiveWorkload workload, ObjectNode live, ClusterRevision revision, Deployment record, Consumer<String> log)
            throws InvalidInputException {
        if (kept == null) {
            kept = snapshots.kept(workload.kind(), workload.name());
        }
        Optional<Snapshot> before =
                kept.stream().anyMatch(snapshot -> snapshot.version().equals(revision.name()))
                        ? snapshot(workload.kind(), workload.name(), revision.name())
                        : Optional.empty();
        Optional<Snapshot> fitting = before.isPresent()
                ? before.map(earlier -> earlier.again(revision.number()))
                : SnapshotSecret.fitting(taken(workload, live, revision, record));
        if (fitting.isEmpty()) {
            log.accept("No snapshot of this version is kept: it is larger than a Secret may be");
        } else if (!fitting.get().unkept().isEmpty()) {
            log.accept("The snapshot of this version has no room for the content of "
                    + fitting.get().unkept().stream().map(ObjectRef::label).collect(Collectors.joining(", ")));
        }
        return fitting;
    }

    private Snapshot taken(LiveWorkload workload, ObjectNode live, ClusterRevision revision, Deployment record)
            throws InvalidInputException {
        List<ObjectNode> configs = new ArrayList<>();
        List<ObjectRef> unkept = new ArrayList<>();
        for (ObjectRef object : ConfigReferences.in(LiveObject.template(live).path("spec"))) {
            Optional<ObjectNode> content = content(object);
            content.map(LiveObject::restorable).ifPresentOrElse(configs::add, () -> unkept.add(object));
        }
        return new Snapshot(
                workload.deploymentId(),
                revision.name(),
                revision.number(),
                revision.image(),
                record.started(),
                record.commit(),
                LiveObject.restorable(live),
                configs,
                unkept);
    }

    private Optional<ObjectNode> content(ObjectRef object) throws InvalidInputException {
        try {
            return cluster.find(object);
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
