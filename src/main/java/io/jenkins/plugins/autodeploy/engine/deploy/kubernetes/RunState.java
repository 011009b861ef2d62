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
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
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
 * @param trial of the version beside the one that runs; null for strategies without one, and where there is nothing to try it beside
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
        @CheckForNull Ending ending,
        @CheckForNull Trial trial)
        implements ResumableState<RunState> {
    private static final long NOT_YET = Long.MAX_VALUE;

    enum Phase {
        /** Nothing has changed. */
        QUEUED,
        /** The objects that the second workload of a trial needs are being applied. */
        PREPARING,
        /** The second workload is brought to what the step of the trial asks for, then the requests are divided. */
        SHIFTING,
        /** The step is watched until the deadline. */
        HOLDING,
        /** The change is being applied. */
        APPLYING,
        /** The change is applied; the cluster rolls it out. */
        WATCHING,
        /** The rollout is complete; the new version is watched until the deadline, which is the end of its analysis' window. */
        ANALYSING,
        /** The first workload has all requests again, or is somebody else's; what the trial made is being removed. */
        CLEARING,
        /** What was before is being had back. */
        RETURNING,
        /** Nothing more happens. */
        ENDED
    }

    static RunState first(Change change, Deployment record) {
        DeployRequest deploy = change instanceof DeployChange bring ? bring.request() : null;
        RollbackRequest rollback = change instanceof RollbackChange back ? back.request() : null;
        return new RunState(deploy, rollback, record, Phase.QUEUED, null, null, null, 0, null, null);
    }

    Change change() {
        return deploy != null ? new DeployChange(deploy) : new RollbackChange(rollback);
    }

    private RunState in(Phase next, @CheckForNull Instant until, long since, @CheckForNull Ending end) {
        return new RunState(deploy, rollback, record, next, until, before, version, since, end, trial);
    }

    private RunState with(@CheckForNull Trial tried) {
        return new RunState(deploy, rollback, record, phase, deadline, before, version, generation, ending, tried);
    }

    @Override
    public RunState withRecord(Deployment now) {
        return new RunState(deploy, rollback, now, phase, deadline, before, version, generation, ending, trial);
    }

    /** The change is about to be applied. */
    RunState applying(Before was, @CheckForNull String chosen, Instant until) {
        return new RunState(deploy, rollback, record, Phase.APPLYING, until, was, chosen, 0, null, null);
    }

    /** The change is about to be tried. */
    RunState preparing(Trial tried, Before was, @CheckForNull String chosen, Instant until) {
        return new RunState(deploy, rollback, record, Phase.PREPARING, until, was, chosen, NOT_YET, null, tried);
    }

    /** A step of the trial begins. */
    RunState shifting(Trial tried, Instant until) {
        return with(tried).in(Phase.SHIFTING, until, NOT_YET, null);
    }

    /** @param since the least generation of the second Deployment that is as the step asks for */
    RunState brought(long since) {
        return in(phase, deadline, since, null);
    }

    /** The requests are divided as the step asks for. */
    RunState holding(Instant until) {
        return in(Phase.HOLDING, until, generation, null);
    }

    /** The trial has passed: the change is about to be applied to the first workload. */
    RunState promoting(Instant until) {
        return in(Phase.APPLYING, until, 0, null);
    }

    RunState watching(long since) {
        return in(Phase.WATCHING, deadline, since, null);
    }

    /** The rollout is complete; samples are taken from now on. */
    RunState analysing(Instant windowEnd) {
        return in(Phase.ANALYSING, windowEnd, generation, null);
    }

    /** @param end what the run ends as when it has not succeeded */
    RunState clearing(@CheckForNull Ending end, Instant until) {
        return in(Phase.CLEARING, until, generation, end);
    }

    /** What was before is about to be had back. */
    RunState returning(Ending end, Instant until) {
        return in(Phase.RETURNING, until, NOT_YET, end);
    }

    /** All was done to have back what was before. */
    RunState returned(long since) {
        return in(phase, deadline, since, ending);
    }

    /** Whether the version is being tried beside the one that runs, which is as it was but for its replicas. */
    boolean isTrying() {
        return phase == Phase.PREPARING || phase == Phase.SHIFTING || phase == Phase.HOLDING;
    }

    /** Whether the version had all requests already while it was tried, so that it need not be watched once more. */
    boolean hadAllRequests() {
        return trial != null && trial.track() == Trial.Track.PREVIEW;
    }

    /** Whether the workload is there unless somebody else has removed it. */
    boolean needsWorkload() {
        return goesForward() || isTrying() || phase == Phase.APPLYING && trial != null;
    }

    /** How many replicas the workload has when none are lent to the second one; null for as many as it has now. */
    @CheckForNull
    Integer replicas() {
        boolean lent = trial != null && trial.means() == Trial.Means.REPLICAS && !trial.autoscaled();
        return lent ? Integer.valueOf(trial.replicas()) : null;
    }

    /** Whether the acts of the present phase are done, so that what the cluster shows counts. */
    boolean isActed() {
        boolean changes = phase == Phase.SHIFTING || phase == Phase.HOLDING || phase == Phase.RETURNING;
        return goesForward() || changes && generation != NOT_YET;
    }

    /** When the present phase is given up. What is watched ends by itself: past its window, only what it has to wait for is bounded. */
    Instant limit(Instant now) {
        Duration timeout = change().timeout();
        if (phase != Phase.ANALYSING && phase != Phase.HOLDING) {
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
        return phase == Phase.RETURNING || phase == Phase.CLEARING && ending != null;
    }

    @Override
    public boolean over() {
        return phase == Phase.ENDED;
    }

    @Override
    public RunState ended() {
        return in(Phase.ENDED, deadline, generation, ending);
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
