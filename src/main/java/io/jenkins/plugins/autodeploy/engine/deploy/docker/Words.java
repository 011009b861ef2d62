package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.TrafficShare;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How what happens on a Docker host is told. Pure. */
final class Words {
    private static final int LINES_IN_REASON = 3;
    private static final int LONGEST_LINE = 200;

    private Words() {}

    /** The record with what is known before anything is touched. */
    static Deployment.Builder described(
            Deployment.Builder deployment, Version version, Optional<WorkloadContainer> live) {
        deployment.image(version.image());
        live.ifPresent(now -> deployment
                .previousImage(now.image())
                .previousRevision((long) now.revision())
                .previousDeploymentId(now.deploymentId()));
        return deployment;
    }

    static List<String> dryRun(Version version, HostView view, boolean imageIsThere) {
        List<String> sentences = new ArrayList<>();
        if (!imageIsThere) {
            sentences.add("would pull %s".formatted(version.image()));
        }
        sentences.add(
                "would start %s as revision %d of %s".formatted(version.image(), view.nextRevision(), view.workload()));
        sentences.add(view.live()
                .map(live -> "would send new requests to it once it is healthy, then stop %s (revision %d, %s)"
                        .formatted(live.name(), live.revision(), live.image()))
                .orElse("would send requests to it once it is healthy; nothing runs now"));
        return sentences;
    }

    static String started(WorkloadContainer started, @CheckForNull String previous) {
        String what = "Started %s (%s) on 127.0.0.1:%d".formatted(started.name(), started.image(), started.port());
        return previous == null ? what : what + ", beside " + previous;
    }

    /** Why a container that should run does not. */
    static String ended(WorkloadContainer container, List<String> lastOutput) {
        String how = container.outOfMemory()
                ? "%s ran out of memory and was killed"
                : "%s ended with exit code " + container.exitCode();
        return how.formatted(container.name()) + output(lastOutput);
    }

    static String late(Deployment record, Duration timeout, String waitsFor, List<String> lastOutput) {
        return record.health() != null && !record.health().healthy()
                ? "not healthy within %s: %s: %s%s"
                        .formatted(
                                WrittenDuration.inWords(timeout),
                                record.health().check(),
                                record.health().detail(),
                                output(lastOutput))
                : "not done within %s: it waited for %s".formatted(WrittenDuration.inWords(timeout), waitsFor);
    }

    /** What part of the requests the new version gets; null where no strategy divides them. */
    @CheckForNull
    static TrafficShare traffic(RunState state) {
        RolloutPlan plan = state.plan();
        boolean divides = Set.of(RolloutPlan.BLUE_GREEN, RolloutPlan.CANARY).contains(plan.strategy());
        if (!divides || state.queued() || state.returning() || state.over()) {
            return null;
        }
        // While the proxy is turned, what it did before is still true.
        TrafficShare before = state.record().traffic();
        int weight = state.phase() != Phase.SWITCHING ? state.weight() : before == null ? 0 : before.weight();
        int step = (int)
                plan.steps().stream().filter(held -> held.weight() <= weight).count();
        Instant until = state.phase().isVigil() ? state.deadline() : null;
        return new TrafficShare(weight, step, plan.steps().size(), ReverseProxy.CONTAINER, until);
    }

    /** How long a step of a canary is held. */
    static Duration pause(RolloutPlan plan, int weight) {
        return plan.steps().stream()
                .filter(step -> step.weight() == weight)
                .map(CanaryStep::pause)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    static String turned(String container, @CheckForNull String previous, int weight) {
        return weight == Stop.ALL || previous == null
                ? "New requests go to " + container
                : "%d %% of new requests go to %s, the others to %s".formatted(weight, container, previous);
    }

    static String vigil(RunState state) {
        String what =
                switch (state.phase()) {
                    case PAUSING -> "The new version gets %d %% of the requests".formatted(state.weight());
                    case ANALYSING -> "The new version is analysed, with the old one ready beside it";
                    default -> "The old version is kept ready";
                };
        return "%s until %s".formatted(what, state.deadline().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The loudest end: some hosts do not run what they should. */
    static String brokenReturn(RunState state) {
        String broken = state.hosts().stream()
                .map(HostState::broken)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return "%s; GOING BACK FAILED TOO: %s".formatted(state.ending().reason(), broken);
    }

    /**
     * What is wrong on a host that could not be taken back, what runs there now, and how to take it back by hand.
     *
     * @param view empty when the host does not tell
     */
    static String byHand(String workload, HostState host, String cause, Optional<HostView> view) {
        String docker = "docker -H " + host.url();
        List<String> commands = new ArrayList<>();
        commands.add("%s ps --all --filter label=%s=%s".formatted(docker, Labels.WORKLOAD, workload));
        if (host.previous() == null) {
            commands.add("%s rm --force %s".formatted(docker, host.container()));
        } else {
            commands.add("%s start %s".formatted(docker, host.previous()));
            view.flatMap(seen -> turn(workload, host, seen)).ifPresent(command -> {
                commands.add("%s exec %s %s".formatted(docker, ReverseProxy.CONTAINER, command));
                commands.add("%s exec %s nginx -s reload".formatted(docker, ReverseProxy.CONTAINER));
            });
        }
        return "%s; on %s %s now; by hand: '%s'"
                .formatted(
                        cause,
                        host.url(),
                        view.map(Words::runsNow).orElse("it is not known what runs"),
                        String.join("', '", commands));
    }

    private static String runsNow(HostView view) {
        String live = view.live()
                .map(container -> "%s (%s) serves".formatted(container.name(), container.image()))
                .orElse("nothing serves");
        String others = view.mine().stream()
                .filter(container -> !view.live().equals(Optional.of(container)))
                .map(container -> "%s is %s".formatted(container.name(), container.status()))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? live : live + ", " + others;
    }

    /** Turns the route from the new container's port to the old one's. */
    private static Optional<String> turn(String workload, HostState host, HostView view) {
        return view.find(host.container())
                .flatMap(from -> view.find(host.previous()).map(to -> "sed -i s/127.0.0.1:%d/127.0.0.1:%d/ %s"
                        .formatted(from.port(), to.port(), ReverseProxy.path(workload))));
    }

    static String superseded(String workload, String other) {
        return "another deployment has taken %s over meanwhile with %s".formatted(workload, other);
    }

    static String removed(String container) {
        return "container %s was removed by somebody else".formatted(container);
    }

    private static String output(List<String> lines) {
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES_IN_REASON), lines.size());
        return last.isEmpty()
                ? ""
                : "; its last output: "
                        + String.join(" | ", last.stream().map(Words::shortened).toList());
    }

    private static String shortened(String line) {
        String printable = line.replaceAll("\\p{Cntrl}", " ").strip();
        return printable.length() <= LONGEST_LINE ? printable : printable.substring(0, LONGEST_LINE) + "\u2026";
    }
}
