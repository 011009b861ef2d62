package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                                duration(timeout),
                                record.health().check(),
                                record.health().detail(),
                                output(lastOutput))
                : "not done within %s: it waited for %s".formatted(duration(timeout), waitsFor);
    }

    /** The loudest end: it is not known whether the old version runs as it should. */
    static String brokenReturn(RunState state, String host, String cause) {
        return "%s; GOING BACK FAILED TOO: %s; look at it with 'docker -H %s ps --all --filter label=%s=%s'"
                .formatted(
                        state.ending().reason(),
                        cause,
                        host,
                        Labels.WORKLOAD,
                        state.record().target().workload());
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

    private static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 || seconds % 60 != 0 ? seconds + " seconds" : duration.toMinutes() + " minutes";
    }
}
