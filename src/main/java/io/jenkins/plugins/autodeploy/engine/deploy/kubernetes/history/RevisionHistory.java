package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions of a workload that can be had again, the newest first: those that its cluster keeps as replica sets or ControllerRevisions, and those of which there is a snapshot. Pure.
 *
 * @param current the revision that runs; null when it is not known
 */
public record RevisionHistory(
        List<Revision> revisions, @CheckForNull Revision current) {
    /**
     * A version that ran once.
     *
     * @param number Kubernetes' revision; a version that is taken back gets a new one
     * @param version the name of the replica set or ControllerRevision that keeps it, or kept it
     * @param deploymentId the deployment that brought it; null when it was not made by one
     * @param good whether its rollout was seen complete; versions that were not brought by a deployment count as good
     * @param configs the ConfigMaps and Secrets that it reads
     * @param snapshot what is kept of it besides; null when nothing is
     */
    public record Revision(
            long number,
            String version,
            String image,
            @CheckForNull String deploymentId,
            boolean good,
            Set<ObjectRef> configs,
            @CheckForNull Snapshot snapshot) {
        private String label() {
            String id = deploymentId == null ? "" : ", deployment " + deploymentId;
            return "%d (%s%s%s)".formatted(number, image, id, good ? "" : ", never became ready");
        }

        RollbackPreview.Version shown() {
            return new RollbackPreview.Version(
                    number,
                    deploymentId,
                    image,
                    snapshot == null ? null : snapshot.deployed(),
                    snapshot == null ? null : snapshot.commit(),
                    good);
        }
    }

    /**
     * @param kept by the cluster itself
     * @param snapshots of the workload
     */
    static RevisionHistory of(
            @CheckForNull LiveWorkload workload, List<ClusterRevision> kept, List<Snapshot> snapshots) {
        WorkloadView view = WorkloadView.of(workload, kept, List.of());
        Map<String, Snapshot> byVersion = snapshots.stream()
                .collect(Collectors.toMap(Snapshot::version, Function.identity(), (newer, older) -> newer));
        Set<String> inCluster =
                view.revisions().stream().map(ClusterRevision::name).collect(Collectors.toSet());
        List<Revision> revisions = Stream.concat(
                        view.revisions().stream()
                                .filter(revision -> revision.number() > 0)
                                .map(revision -> revision(revision, byVersion.get(revision.name()))),
                        byVersion.values().stream()
                                .filter(snapshot -> !inCluster.contains(snapshot.version()))
                                .map(RevisionHistory::revision))
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
        Revision current = view.currentRevision()
                .flatMap(present -> revisions.stream()
                        .filter(revision -> revision.version().equals(present.name()))
                        .findFirst())
                .orElse(null);
        return new RevisionHistory(revisions, current);
    }

    /** The ConfigMaps and Secrets that some version here reads: whoever removes one, takes the way back to that version. */
    public Set<ObjectRef> configs() {
        return revisions.stream()
                .flatMap(revision -> revision.configs().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Finds the version to go back to.
     *
     * @param to revision number or deployment id; null for the newest good one before the current
     * @throws InvalidInputException with the list of what is possible
     */
    Revision choose(@CheckForNull String to) throws InvalidInputException {
        Optional<Revision> chosen = to == null || to.isBlank() ? previousGood() : named(to);
        if (chosen.isEmpty()) {
            throw new InvalidInputException("to", to == null ? "the previous version" : to, possibleInWords());
        }
        if (chosen.get().equals(current)) {
            throw new InvalidInputException("to", to, "another version than the one that runs; " + possibleInWords());
        }
        return chosen.get();
    }

    /** By its revision number or deployment id. */
    Optional<Revision> named(String to) {
        String name = to.strip();
        return revisions.stream()
                .filter(revision ->
                        name.equals(String.valueOf(revision.number())) || name.equals(revision.deploymentId()))
                .findFirst();
    }

    public Optional<Revision> version(String name) {
        return revisions.stream()
                .filter(revision -> revision.version().equals(name))
                .findFirst();
    }

    /** All but the current one. */
    List<Revision> possible() {
        return revisions.stream().filter(revision -> !revision.equals(current)).toList();
    }

    String possibleInWords() {
        String others = possible().stream().map(Revision::label).collect(Collectors.joining(", "));
        return others.isEmpty()
                ? "a workload that has run another version before, which this one has not"
                : "one of the revisions " + others;
    }

    private Optional<Revision> previousGood() {
        return possible().stream().filter(Revision::good).findFirst();
    }

    private static Revision revision(ClusterRevision kept, @CheckForNull Snapshot snapshot) {
        return new Revision(
                kept.number(),
                kept.name(),
                kept.image(),
                kept.deploymentId(),
                kept.isGood() || snapshot != null,
                ConfigReferences.in(kept.template().getSpec()),
                snapshot);
    }

    private static Revision revision(Snapshot snapshot) {
        return new Revision(
                snapshot.revision(),
                snapshot.version(),
                snapshot.image(),
                snapshot.deploymentId(),
                true,
                ConfigReferences.in(snapshot.template().path("spec")),
                snapshot);
    }
}
