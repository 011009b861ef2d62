package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.Patience;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.RolloutStatus;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what a run has to do next about the workload that it sees. Remembers since when problems last; used by one thread at a time. */
final class RolloutJudge {
    enum Outcome {
        WAIT,
        COMPLETE,
        FAILED,
        /** The workload is somebody else's now. */
        LOST
    }

    /**
     * @param message why, for people
     * @param rollout null when there is no workload to judge
     * @param patience after which to look again although nothing changes
     */
    record Verdict(
            Outcome outcome, String message, @CheckForNull RolloutStatus rollout, Optional<Duration> patience) {
        private static Verdict of(Outcome outcome, String message) {
            return new Verdict(outcome, message, null, Optional.empty());
        }
    }

    private final Change change;
    private final Patience patience = new Patience();

    /** Whether the workload was there once: only then its absence means that it was deleted. */
    private boolean seen;

    RolloutJudge(Change change) {
        this.change = change;
    }

    Verdict judge(RunState state, WorkloadView view, Instant now) {
        LiveWorkload workload = view.workload();
        if (workload == null) {
            return absence(state);
        }
        seen = true;
        if (workload.generation() > state.generation() && isOthers(workload.actor(), state)) {
            return Verdict.of(Outcome.LOST, Words.superseded(change, workload.actor()));
        }
        if (isToBeRemoved(state)) {
            return Verdict.of(Outcome.WAIT, Words.removing(workload.metadata()));
        }
        return rollout(RolloutStatus.of(view, state.generation()), now);
    }

    /**
     * Judges the second workload of a trial, which is nobody else's. One of an earlier trial may still be seen where the watch is behind.
     *
     * @param generation the least one that counts
     */
    Verdict judgeSecond(String name, WorkloadView view, long generation, Instant now) {
        if (view.workload() != null && change.id().equals(view.workload().actor())) {
            seen = true;
            return rollout(RolloutStatus.of(view, generation), now);
        }
        return seen
                ? Verdict.of(Outcome.FAILED, "Deployment %s was deleted by somebody else".formatted(name))
                : Verdict.of(Outcome.WAIT, "waiting for Deployment %s to appear".formatted(name));
    }

    private Verdict absence(RunState state) {
        if (isToBeRemoved(state)) {
            return Verdict.of(Outcome.COMPLETE, "Nothing runs, as before");
        }
        return seen
                ? Verdict.of(Outcome.LOST, Words.deleted(change))
                : Verdict.of(Outcome.WAIT, "waiting for the workload to appear");
    }

    private Verdict rollout(RolloutStatus rollout, Instant now) {
        Optional<Duration> left = patience.left(rollout.problem(), now);
        Outcome outcome =
                switch (rollout.phase()) {
                    case COMPLETE -> Outcome.COMPLETE;
                    case STALLED -> Outcome.FAILED;
                    case PROGRESSING -> left.filter(Duration::isZero).isPresent() ? Outcome.FAILED : Outcome.WAIT;
                };
        return new Verdict(outcome, rollout.message(), rollout, left);
    }

    /** Whether the way back ends with no Deployment. */
    static boolean isToBeRemoved(RunState state) {
        return state.phase() == Phase.RETURNING && !state.before().ran();
    }

    static boolean isOthers(@CheckForNull String owner, RunState state) {
        return owner != null
                && !owner.equals(state.record().id())
                && !owner.equals(state.before().deploymentId());
    }
}
