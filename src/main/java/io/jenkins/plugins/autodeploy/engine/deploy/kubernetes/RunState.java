package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableState;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * What a run needs to be taken up by another process.
 *
 * @param deploy null for a rollback
 * @param rollback null for a deployment
 * @param deadline when the present phase has to be through; null while nothing has changed
 * @param before null while nothing has changed
 * @param version see {@link Proposal#version()}
 * @param generation the least generation of the workload that has the change; more than any while the acts of the phase are not done
 * @param ending what the way back ends as; null while it goes forward
 */
record RunState(
        @CheckForNull DeployRequest deploy,
        @CheckForNull RollbackRequest rollback,
        Deployment record,
        Phase phase,
        @CheckForNull Instant deadline,
        @CheckForNull Before before,
        @JsonAlias("replicaSet") @CheckForNull String version,
        long generation,
        @CheckForNull Ending ending)
        implements ResumableState<RunState> {
    private static final long NOT_YET = Long.MAX_VALUE;

    enum Phase {
        /** Nothing has changed. */
        QUEUED,
        /** The change is being applied. */
        APPLYING,
        /** The change is applied; the cluster rolls it out. */
        WATCHING,
        /** The rollout is complete; the new version is watched until the deadline, which is the end of its analysis' window. */
        ANALYSING,
        /** What was before is being had back. */
        RETURNING,
        /** Nothing more happens. */
        ENDED
    }

    static RunState first(Change change, Deployment record) {
        DeployRequest deploy = change instanceof DeployChange bring ? bring.request() : null;
        RollbackRequest rollback = change instanceof RollbackChange back ? back.request() : null;
        return new RunState(deploy, rollback, record, Phase.QUEUED, null, null, null, 0, null);
    }

    Change change() {
        return deploy != null ? new DeployChange(deploy) : new RollbackChange(rollback);
    }

    @Override
    public RunState withRecord(Deployment now) {
        return new RunState(deploy, rollback, now, phase, deadline, before, version, generation, ending);
    }

    /** The change is about to be applied. */
    RunState applying(Before was, @CheckForNull String chosen, Instant until) {
        return new RunState(deploy, rollback, record, Phase.APPLYING, until, was, chosen, 0, null);
    }

    RunState watching(long since) {
        return new RunState(deploy, rollback, record, Phase.WATCHING, deadline, before, version, since, null);
    }

    /** The rollout is complete; samples are taken from now on. */
    RunState analysing(Instant windowEnd) {
        return new RunState(deploy, rollback, record, Phase.ANALYSING, windowEnd, before, version, generation, null);
    }

    /** What was before is about to be had back. */
    RunState returning(Ending end, Instant until) {
        return new RunState(deploy, rollback, record, Phase.RETURNING, until, before, version, NOT_YET, end);
    }

    /** All was done to have back what was before. */
    RunState returned(long since) {
        return new RunState(deploy, rollback, record, phase, deadline, before, version, since, ending);
    }

    /** Whether the acts of the present phase are done, so that what the cluster shows counts. */
    boolean isActed() {
        return goesForward() || phase == Phase.RETURNING && generation != NOT_YET;
    }

    /** When the present phase is given up. An analysis ends by itself: past its window, only what it has to wait for is bounded. */
    Instant limit(Instant now) {
        Duration timeout = change().timeout();
        if (phase != Phase.ANALYSING) {
            return deadline != null ? deadline : now.plus(timeout);
        }
        Instant end = deadline.isAfter(now) ? deadline : now;
        return end.plus(AnalysisWatch.LONGEST_ROUND).plus(timeout);
    }

    /** Whether the change is applied and not being taken back. */
    boolean goesForward() {
        return phase == Phase.WATCHING || phase == Phase.ANALYSING;
    }

    @Override
    @CheckForNull
    public ApprovalRule approval() {
        return deploy == null ? null : deploy.neededApproval();
    }

    @Override
    public boolean queued() {
        return phase == Phase.QUEUED;
    }

    @Override
    public boolean returning() {
        return phase == Phase.RETURNING;
    }

    @Override
    public boolean over() {
        return phase == Phase.ENDED;
    }

    @Override
    public RunState ended() {
        return new RunState(deploy, rollback, record, Phase.ENDED, deadline, before, version, generation, ending);
    }

    @Override
    public String toJson() {
        return Json.write(this);
    }

    /** @throws IllegalArgumentException if the text is no state of this engine */
    static RunState parse(String json) {
        try {
            RunState state = Json.read(json, RunState.class);
            if (state.record != null && state.phase != null && (state.deploy != null || state.rollback != null)) {
                return state;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The saved state of the deployment cannot be read", e);
        }
        throw new IllegalArgumentException("The saved state of the deployment is incomplete");
    }
}
