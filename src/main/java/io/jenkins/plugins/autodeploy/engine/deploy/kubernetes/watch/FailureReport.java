package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out more about a pod's problem than its status tells: what the container wrote last, what the kubelet reported. Without permission to read logs or events the problem
 * is told as it is.
 *
 * @param sentence the cause, one sentence without a full stop
 * @param lastLines what the container wrote last; empty when it is not known
 */
public record FailureReport(String sentence, List<String> lastLines) {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_QUOTE = 200;

    /** @param workload whose rollout it is: where no pod could be made, its own events may tell why */
    public static FailureReport of(RolloutStatus rollout, ClusterApi cluster, ObjectRef workload) {
        FailureReport report = rollout.problem() == null
                ? withEvent(rollout.message(), event(workload.kind(), workload.name(), cluster, ""))
                : of(rollout.problem(), cluster);
        return rollout.phase() == RolloutStatus.Phase.STALLED
                ? new FailureReport(
                        "the cluster gave the rollout up (progressDeadlineSeconds): " + report.sentence(),
                        report.lastLines())
                : report;
    }

    private static FailureReport of(PodProblem problem, ClusterApi cluster) {
        return switch (problem.kind()) {
            case CRASH_LOOP, RESTARTING -> withOutput(problem, lastLines(problem, cluster));
            case IMAGE_REFUSED, IMAGE_UNREACHABLE ->
                withEvent(problem.sentence(), event("Pod", problem.pod(), cluster, "Failed to pull image"));
            case NOT_READY -> withEvent(problem.sentence(), event("Pod", problem.pod(), cluster, "probe failed"));
            case STARTING -> withEvent(problem.sentence(), event("Pod", problem.pod(), cluster, ""));
            default -> new FailureReport(problem.sentence(), List.of());
        };
    }

    private static FailureReport withOutput(PodProblem problem, List<String> lines) {
        Optional<String> last = lines.stream().filter(line -> !line.isBlank()).reduce((first, second) -> second);
        String sentence = last.map(line -> "%s; it wrote last: %s".formatted(problem.sentence(), quote(line)))
                .orElse(problem.sentence());
        return new FailureReport(sentence, lines);
    }

    private static FailureReport withEvent(String problem, Optional<String> message) {
        String sentence = message.filter(text -> !problem.contains(text))
                .map(text -> problem + ": " + text)
                .orElse(problem);
        return new FailureReport(sentence, List.of());
    }

    /** Of the container that ended; where a kubelet cannot tell that one apart any more, of what it has. */
    private static List<String> lastLines(PodProblem problem, ClusterApi cluster) {
        List<String> ended = lastLines(problem, cluster, true);
        return ended.isEmpty() ? lastLines(problem, cluster, false) : ended;
    }

    private static List<String> lastLines(PodProblem problem, ClusterApi cluster, boolean previous) {
        try {
            return cluster.lastLines(problem.pod(), problem.container(), previous, MOST_LINES);
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }

    private static Optional<String> event(String kind, String name, ClusterApi cluster, String part) {
        try {
            return cluster.events(kind, name).stream()
                    .filter(event -> "Warning".equals(event.getType())
                            && Objects.toString(event.getMessage(), "").contains(part))
                    .max(Comparator.comparing(FailureReport::time))
                    .map(event -> Objects.toString(event.getMessage(), "").strip())
                    .filter(text -> !text.isEmpty());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static String time(Event event) {
        return Objects.toString(event.getLastTimestamp(), "");
    }

    /** Text of others, for one line. */
    static String quote(String line) {
        String clean = line.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE) + "…";
    }
}
