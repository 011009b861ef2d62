package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableState;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Instant;
import java.util.Set;

/**
 * All that a run has to remember beyond what the host's containers tell.
 *
 * @param deploy set for a deployment
 * @param rollback set for a rollback
 * @param deadline when the present phase has to be through; null while nothing has changed
 * @param container the new one's name
 * @param revision of the new container
 * @param previous name of the container that ran before; null if none did
 * @param workers nginx's processes before the switch, some of which may still serve the old version
 * @param ending what the way back ends as; null while it goes forward
 */
record RunState(
        @CheckForNull DeployRequest deploy,
        @CheckForNull RollbackRequest rollback,
        Deployment record,
        Phase phase,
        @CheckForNull Instant deadline,
        @CheckForNull String container,
        int revision,
        @CheckForNull String previous,
        Set<Integer> workers,
        @CheckForNull Ending ending)
        implements ResumableState<RunState> {
    RunState {
        workers = workers == null ? Set.of() : Set.copyOf(workers);
    }

    enum Phase {
        /** Nothing has changed. */
        QUEUED,
        /** The new container is being made. */
        STARTING,
        /** The new container runs; nobody reaches it yet. */
        VERIFYING,
        /** The proxy is being turned. */
        SWITCHING,
        /** New requests go to the new container; the old one ends its work. */
        DRAINING,
        /** What was before is being had back. */
        RETURNING,
        /** Nothing more happens. */
        ENDED
    }

    static RunState first(Change change, Deployment record) {
        DeployRequest deploy = change instanceof DeployChange bring ? bring.request() : null;
        RollbackRequest rollback = change instanceof RollbackChange back ? back.request() : null;
        return new RunState(deploy, rollback, record, Phase.QUEUED, null, null, 0, null, Set.of(), null);
    }

    Change change() {
        return deploy != null ? new DeployChange(deploy) : new RollbackChange(rollback);
    }

    @Override
    public String toJson() {
        return Json.write(this);
    }

    @Override
    public RunState withRecord(Deployment now) {
        return new RunState(deploy, rollback, now, phase, deadline, container, revision, previous, workers, ending);
    }

    RunState starting(int newRevision, @CheckForNull String old, Instant until) {
        String name = NewContainer.name(record.target().workload(), newRevision);
        return new RunState(deploy, rollback, record, Phase.STARTING, until, name, newRevision, old, Set.of(), null);
    }

    RunState in(Phase next) {
        return new RunState(deploy, rollback, record, next, deadline, container, revision, previous, workers, ending);
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
        return in(Phase.ENDED);
    }

    RunState draining(Set<Integer> old, Instant until) {
        return new RunState(deploy, rollback, record, Phase.DRAINING, until, container, revision, previous, old, null);
    }

    RunState returning(Ending end, Instant until) {
        return new RunState(
                deploy, rollback, record, Phase.RETURNING, until, container, revision, previous, workers, end);
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
