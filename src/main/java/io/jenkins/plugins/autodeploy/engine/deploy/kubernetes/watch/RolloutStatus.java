package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.PodCounts;
import java.util.Comparator;
import java.util.Optional;

/**
 * How far the rollout of a workload is: what {@code kubectl rollout status} decides, and besides what holds the new pods up. Pure.
 *
 * @param progress 0 to 100, 100 only when complete
 * @param message one line for people
 * @param problem the worst that holds it up; null when nothing does
 */
public record RolloutStatus(
        Phase phase,
        int progress,
        String message,
        @CheckForNull PodProblem problem) {
    public enum Phase {
        PROGRESSING,
        COMPLETE,
        /** The cluster itself has given up: spec.progressDeadlineSeconds went by without progress. */
        STALLED
    }

    private static final int WHOLE = 100;

    /** @param generation the least generation that counts: an older view says nothing about the change that was made */
    public static RolloutStatus of(WorkloadView view, long generation) {
        LiveWorkload workload = view.workload();
        if (workload == null || workload.generation() < generation || !workload.isObserved()) {
            return new RolloutStatus(Phase.PROGRESSING, 0, "waiting for the cluster to take the change up", null);
        }
        PodCounts counts = workload.counts();
        if (counts.complete() && view.arePodsReady()) {
            return new RolloutStatus(Phase.COMPLETE, WHOLE, counts.sentence(), null);
        }
        PodProblem problem = problem(view).orElse(null);
        boolean stalled = workload.condition("Progressing")
                .filter(condition -> "ProgressDeadlineExceeded".equals(condition.reason()))
                .isPresent();
        return new RolloutStatus(
                stalled ? Phase.STALLED : Phase.PROGRESSING, counts.progress(), message(counts, problem), problem);
    }

    private static String message(PodCounts counts, @CheckForNull PodProblem problem) {
        return problem == null || problem.kind() == PodProblem.Kind.STARTING
                ? counts.sentence()
                : counts.sentence() + "; " + problem.sentence();
    }

    private static Optional<PodProblem> problem(WorkloadView view) {
        Optional<PodProblem> refused = view.workload()
                .condition("ReplicaFailure")
                .filter(condition -> "True".equals(condition.status()))
                .map(condition -> new PodProblem(
                        PodProblem.Kind.NOT_ADMITTED,
                        null,
                        null,
                        "the cluster refuses to make pods: " + condition.message()));
        return view.currentPods().stream()
                .filter(pod -> !PodDiagnosis.isReady(pod))
                .map(PodDiagnosis::problem)
                .min(Comparator.comparing(PodProblem::kind))
                .filter(problem -> refused.isEmpty() || problem.kind().compareTo(PodProblem.Kind.NOT_ADMITTED) < 0)
                .or(() -> refused);
    }
}
