package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The versions of a workload that its cluster still keeps, the newest first. Pure.
 *
 * @param current the revision that runs; null when it is not known
 */
record RevisionHistory(
        List<Revision> revisions, @CheckForNull Revision current) {
    /**
     * A version that ran once.
     *
     * @param number Kubernetes' revision; a version that is taken back gets a new one
     * @param version the name of the replica set or ControllerRevision that keeps it
     * @param deploymentId the deployment that brought it; null when it was not made by one
     * @param good whether its rollout was seen complete; versions that were not brought by a deployment count as good
     */
    record Revision(
            long number,
            String version,
            String image,
            @CheckForNull String deploymentId,
            boolean good) {
        private String label() {
            String id = deploymentId == null ? "" : ", deployment " + deploymentId;
            return "%d (%s%s%s)".formatted(number, image, id, good ? "" : ", never became ready");
        }
    }

    static RevisionHistory of(@CheckForNull LiveWorkload workload, List<ClusterRevision> kept) {
        WorkloadView view = WorkloadView.of(workload, kept, List.of());
        List<Revision> revisions = view.revisions().stream()
                .filter(revision -> revision.number() > 0)
                .map(RevisionHistory::revision)
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
        Revision current = view.currentRevision()
                .flatMap(present -> revisions.stream()
                        .filter(revision -> revision.version().equals(present.name()))
                        .findFirst())
                .orElse(null);
        return new RevisionHistory(revisions, current);
    }

    /**
     * Finds the version to go back to.
     *
     * @param to revision number or deployment id; null for the newest good one before the current
     * @throws InvalidInputException with the list of what is possible
     */
    Revision choose(@CheckForNull String to) throws InvalidInputException {
        Optional<Revision> chosen = to == null || to.isBlank() ? previousGood() : named(to.strip());
        if (chosen.isEmpty()) {
            throw new InvalidInputException("to", to == null ? "the previous version" : to, possible());
        }
        if (chosen.get().equals(current)) {
            throw new InvalidInputException("to", to, "another version than the one that runs; " + possible());
        }
        return chosen.get();
    }

    private Optional<Revision> previousGood() {
        return revisions.stream()
                .filter(revision -> revision.good() && !revision.equals(current))
                .findFirst();
    }

    private Optional<Revision> named(String to) {
        return revisions.stream()
                .filter(revision -> to.equals(String.valueOf(revision.number())) || to.equals(revision.deploymentId()))
                .findFirst();
    }

    private String possible() {
        String others = revisions.stream()
                .filter(revision -> !revision.equals(current))
                .map(Revision::label)
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? "a workload that has run another version before, which this one has not"
                : "one of the revisions " + others;
    }

    private static Revision revision(ClusterRevision kept) {
        return new Revision(kept.number(), kept.name(), kept.image(), kept.deploymentId(), kept.isGood());
    }
}
