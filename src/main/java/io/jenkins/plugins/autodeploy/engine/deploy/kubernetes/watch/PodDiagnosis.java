package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads out of a pod's status why it is not ready. Pure. */
public final class PodDiagnosis {
    private static final int RESTARTS_OF_A_LOOP = 2;
    private static final Set<String> PULL_FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ImageInspectError");
    private static final Set<String> IMAGE_ERRORS = Set.of("InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> CONFIGURATION_ERRORS =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PreCreateHookError");

    /** What registries that cannot be reached for the moment make the kubelet say; anything else is the registry's last word. */
    private static final Pattern PASSING = Pattern.compile(
            "timeout|timed out|connection refused|connection reset|no such host|i/o|tls handshake|temporary|toomanyrequests"
                    + "|too many requests|service unavailable|bad gateway|unexpected eof|pull qps|50[0234]");

    private PodDiagnosis() {}

    /** The pod as a record for people and programs. */
    public static PodState state(Pod pod) {
        boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
        boolean ready = !ending && isReady(pod);
        String reason = ready || ending ? null : problem(pod).sentence();
        return new PodState(
                pod.getMetadata().getName(),
                ending
                        ? "Terminating"
                        : Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending"),
                ready,
                statuses(pod).mapToInt(PodDiagnosis::restarts).sum(),
                pod.getSpec().getNodeName(),
                reason,
                pod.getSpec().getContainers().get(0).getImage(),
                created(pod));
    }

    static boolean isReady(Pod pod) {
        return condition(pod, "Ready")
                .filter(ready -> "True".equals(ready.getStatus()))
                .isPresent();
    }

    /** What keeps a pod that is not ready from being so. */
    static PodProblem problem(Pod pod) {
        return statuses(pod)
                .flatMap(container -> containerProblem(pod, container).stream())
                .findFirst()
                .or(() -> scheduling(pod))
                .orElseGet(() -> waiting(pod));
    }

    private static Optional<PodProblem> containerProblem(Pod pod, ContainerStatus container) {
        ContainerState state = container.getState();
        if (Boolean.TRUE.equals(container.getReady()) || state == null) {
            return Optional.empty();
        }
        if (state.getTerminated() != null) {
            return ended(pod, container, state.getTerminated());
        }
        if (state.getWaiting() == null || state.getWaiting().getReason() == null) {
            return Optional.empty();
        }
        ContainerStateWaiting waiting = state.getWaiting();
        String reason = waiting.getReason();
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(crash(pod, container, lastEnd(container)));
        }
        if (IMAGE_ERRORS.contains(reason)) {
            return Optional.of(
                    problem(PodProblem.Kind.IMAGE_REFUSED, pod, container, imageSentence(container, waiting)));
        }
        if (PULL_FAILURES.contains(reason)) {
            return Optional.of(problem(pullKind(waiting), pod, container, imageSentence(container, waiting)));
        }
        if (CONFIGURATION_ERRORS.contains(reason)) {
            return Optional.of(problem(
                    PodProblem.Kind.NOT_CONFIGURED,
                    pod,
                    container,
                    "container %s cannot be started: %s".formatted(container.getName(), text(waiting.getMessage()))));
        }
        return Optional.empty();
    }

    /** The kubelet names the cause with ErrImagePull; the back-off that follows shows that it tried again or will, so that the verdict comes with it. */
    private static PodProblem.Kind pullKind(ContainerStateWaiting waiting) {
        boolean passing = PASSING.matcher(text(waiting.getMessage()).toLowerCase(Locale.ROOT))
                .find();
        return passing || waiting.getReason().equals("ErrImagePull")
                ? PodProblem.Kind.IMAGE_UNREACHABLE
                : PodProblem.Kind.IMAGE_REFUSED;
    }

    private static String imageSentence(ContainerStatus container, ContainerStateWaiting waiting) {
        return "image %s cannot be pulled: %s".formatted(container.getImage(), text(waiting.getMessage()));
    }

    private static Optional<PodProblem> ended(Pod pod, ContainerStatus container, ContainerStateTerminated end) {
        boolean initDone = end.getExitCode() != null
                && end.getExitCode() == 0
                && pod.getStatus().getInitContainerStatuses().contains(container);
        return initDone ? Optional.empty() : Optional.of(crash(pod, container, Optional.of(end)));
    }

    private static PodProblem crash(Pod pod, ContainerStatus container, Optional<ContainerStateTerminated> end) {
        int restarts = restarts(container);
        PodProblem.Kind kind = restarts >= RESTARTS_OF_A_LOOP ? PodProblem.Kind.CRASH_LOOP : PodProblem.Kind.RESTARTING;
        String how = end.map(PodDiagnosis::describe).orElse("ended");
        return problem(
                kind,
                pod,
                container,
                "container %s %s and was restarted %d times".formatted(container.getName(), how, restarts));
    }

    private static String describe(ContainerStateTerminated end) {
        if ("OOMKilled".equals(end.getReason())) {
            return "was killed because it used more memory than its limit";
        }
        return "ended with exit code " + end.getExitCode();
    }

    private static Optional<ContainerStateTerminated> lastEnd(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState()).map(ContainerState::getTerminated);
    }

    private static Optional<PodProblem> scheduling(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(scheduled -> "False".equals(scheduled.getStatus()))
                .map(scheduled -> new PodProblem(
                        PodProblem.Kind.UNSCHEDULABLE,
                        pod.getMetadata().getName(),
                        null,
                        "no node can take the pod: " + text(scheduled.getMessage())));
    }

    private static PodProblem waiting(Pod pod) {
        String name = pod.getMetadata().getName();
        List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
        boolean runs = !containers.isEmpty()
                && containers.stream()
                        .allMatch(container -> container.getState() != null
                                && container.getState().getRunning() != null);
        if (runs) {
            String container = containers.stream()
                    .filter(status -> !Boolean.TRUE.equals(status.getReady()))
                    .map(ContainerStatus::getName)
                    .findFirst()
                    .orElse(null);
            return new PodProblem(
                    PodProblem.Kind.NOT_READY,
                    name,
                    container,
                    "container %s runs but is not ready".formatted(container));
        }
        return new PodProblem(PodProblem.Kind.STARTING, name, null, "the pod is being started");
    }

    private static PodProblem problem(PodProblem.Kind kind, Pod pod, ContainerStatus container, String sentence) {
        return new PodProblem(kind, pod.getMetadata().getName(), container.getName(), sentence);
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static int restarts(ContainerStatus container) {
        return Objects.requireNonNullElse(container.getRestartCount(), 0);
    }

    private static Instant created(Pod pod) {
        String timestamp = pod.getMetadata() == null ? null : pod.getMetadata().getCreationTimestamp();
        try {
            return timestamp == null ? null : Instant.parse(timestamp);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(String message) {
        return message == null || message.isBlank() ? "the cluster gives no reason" : message.strip();
    }
}
