package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the rollout of a Deployment is: what {@code kubectl rollout status} decides, and besides what holds the new pods up. Pure.
 *
 * @param progress 0 to 100, 100 only when complete
 * @param message one line for people
 * @param problem the worst that holds it up; null when nothing does
 */
record RolloutStatus(
        Phase phase,
        int progress,
        String message,
        @CheckForNull PodProblem problem) {
    enum Phase {
        PROGRESSING,
        COMPLETE,
        /** The cluster itself has given up: spec.progressDeadlineSeconds went by without progress. */
        STALLED
    }

    private static final int WHOLE = 100;

    /** @param generation the least generation that counts: an older view says nothing about the change that was made */
    static RolloutStatus of(WorkloadView view, long generation) {
        Deployment deployment = view.deployment();
        if (deployment == null
                || deployment.getMetadata().getGeneration() < generation
                || !view.isObserved()
                || deployment.getStatus() == null) {
            return new RolloutStatus(Phase.PROGRESSING, 0, "waiting for the cluster to take the change up", null);
        }
        PodProblem problem = problem(view).orElse(null);
        Counts counts = Counts.of(deployment);
        if (counts.complete()) {
            return new RolloutStatus(
                    Phase.COMPLETE,
                    WHOLE,
                    "%d of %d replicas are available".formatted(counts.available, counts.wanted),
                    null);
        }
        boolean stalled = condition(deployment, "Progressing")
                .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
                .isPresent();
        return new RolloutStatus(
                stalled ? Phase.STALLED : Phase.PROGRESSING, counts.progress(), counts.describe(problem), problem);
    }

    private static Optional<PodProblem> problem(WorkloadView view) {
        Optional<PodProblem> refused = condition(view.deployment(), "ReplicaFailure")
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> new PodProblem(
                        PodProblem.Kind.NOT_ADMITTED,
                        null,
                        null,
                        "the cluster refuses to make pods: " + condition.getMessage()));
        return view.currentPods().stream()
                .filter(pod -> !PodDiagnosis.isReady(pod))
                .map(PodDiagnosis::problem)
                .min(Comparator.comparing(PodProblem::kind))
                .filter(problem -> refused.isEmpty() || problem.kind().compareTo(PodProblem.Kind.NOT_ADMITTED) < 0)
                .or(() -> refused);
    }

    private static Optional<DeploymentCondition> condition(Deployment deployment, String type) {
        return deployment.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    /** Numbers of pods: wanted, of the new version, of all versions, of those that serve. */
    private record Counts(int wanted, int updated, int all, int available) {
        static Counts of(Deployment deployment) {
            return new Counts(
                    Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1),
                    Objects.requireNonNullElse(deployment.getStatus().getUpdatedReplicas(), 0),
                    Objects.requireNonNullElse(deployment.getStatus().getReplicas(), 0),
                    Objects.requireNonNullElse(deployment.getStatus().getAvailableReplicas(), 0));
        }

        boolean complete() {
            return updated >= wanted && all <= updated && available >= updated;
        }

        int old() {
            return Math.max(0, all - updated);
        }

        int progress() {
            int availableNew = Math.max(0, Math.min(updated, available - old()));
            int parts = 2 * wanted + old();
            return parts == 0 ? 0 : Math.min(WHOLE - 1, WHOLE * (updated + availableNew) / parts);
        }

        String describe(@CheckForNull PodProblem problem) {
            String counts;
            if (updated < wanted) {
                counts = "%d of %d new replicas are made".formatted(updated, wanted);
            } else if (old() > 0) {
                counts = "%d old replicas are still to end".formatted(old());
            } else {
                counts = "%d of %d new replicas are available".formatted(available, updated);
            }
            return problem == null || problem.kind() == PodProblem.Kind.STARTING
                    ? counts
                    : counts + "; " + problem.sentence();
        }
    }
}
