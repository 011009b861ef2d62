package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A run of a target that only takes notes. */
final class NotingRun extends ResumableRun<NotingRun.Note> {
    final CompletableFuture<Void> begun = new CompletableFuture<>();
    InvalidInputException problem;

    /** Where what is live came from; null for nothing. */
    volatile Provenance live;

    private final List<String> notes;

    NotingRun(Note state, RunContext context, EventSink events, List<String> notes) {
        super(state, context, new Noting(events, notes));
        this.notes = notes;
    }

    enum Phase {
        QUEUED,
        FORWARD,
        RETURNING,
        ENDED
    }

    record Note(
            Deployment record,
            Phase phase,
            @CheckForNull ApprovalRule approval,
            @CheckForNull DeployRequest deploy) implements ResumableState<Note> {
        Note(Deployment record, Phase phase, @CheckForNull ApprovalRule approval) {
            this(record, phase, approval, null);
        }

        @Override
        public Note withRecord(Deployment now) {
            return new Note(now, phase, approval, deploy);
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
        public Note ended() {
            return new Note(record, Phase.ENDED, approval, deploy);
        }

        @Override
        public String toJson() {
            return phase.name();
        }
    }

    @Override
    protected void check() throws InvalidInputException {
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    protected Optional<Provenance> live() {
        return Optional.ofNullable(live);
    }

    @Override
    protected void proceed() {
        begun.complete(null);
    }

    @Override
    protected void goBack(Ending ending) {
        notes.add(state.record().environment() + " goes back: " + ending.reason());
        state = new Note(state.record(), Phase.RETURNING, state.approval(), state.deploy());
    }

    @Override
    protected Stage stage() {
        return Stage.DEPLOY;
    }

    private record Noting(EventSink events, List<String> notes) implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String state) {
            notes.add("kept " + state);
        }
    }
}
