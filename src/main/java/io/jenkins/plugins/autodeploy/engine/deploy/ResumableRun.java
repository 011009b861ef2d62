package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measuring;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalVerdict;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One deployment or rollback from its approval and its place in the queue to its end, as it is for every kind of target. All of its state is touched by one task at a time; what comes from outside
 * (watches, timers, {@link #abort}) only puts a task there by {@link #later}.
 *
 * @param <S> what it remembers
 */
public abstract class ResumableRun<S extends ResumableState<S>> implements DeploymentRun {
    private static final String ITS_TURN = "its turn";

    protected final DeploymentJournal journal;
    protected final Timers timers;
    protected S state;

    private final String id;
    private final RunContext context;
    private final DeploymentObserver observer;
    private final SerialTasks tasks;
    private final CompletableFuture<Deployment> outcome = new CompletableFuture<>();

    private final ApprovalGate gate;

    /** Null for a rollback, which may always go. */
    @CheckForNull
    private final OrderGate order;

    private volatile InstantSource time;
    private volatile String waitsFor = ITS_TURN;
    private volatile boolean suspended;

    @CheckForNull
    private volatile TargetLocks.Ticket ticket;

    /** The record while people are waited for; only tasks change it. */
    @CheckForNull
    private volatile Deployment awaitsApproval;

    protected ResumableRun(S state, RunContext context, DeploymentObserver observer) {
        this.state = state;
        this.id = state.record().id();
        this.context = context;
        this.observer = observer;
        this.journal = new DeploymentJournal(state.record(), observer);
        this.gate = new ApprovalGate(journal);
        this.order = state.deploy() == null ? null : new OrderGate(state.deploy(), context.freezes(), journal);
        this.tasks = new SerialTasks(context.tasks());
        this.time = context.clock();
        this.timers = new Timers(context.timers(), this::now, this::later);
    }

    /** @throws InvalidInputException when what is asked for cannot be asked of any target of this kind */
    protected abstract void check() throws InvalidInputException;

    /** Where the version that is live came from, as the target itself tells; empty when nothing is, when it does not tell, or when it cannot be asked, which {@link #proceed} will report. */
    protected abstract Optional<Provenance> live();

    /** Goes on from where the state is; called once, when it is this run's turn. */
    protected abstract void proceed();

    /**
     * Samples of what runs, taken among this run's tasks for the whole window of the analysis.
     *
     * @param end of the window
     * @param judged told after each round
     */
    protected final AnalysisWatch analysis(
            Analysis analysis, Instant end, Measuring measuring, Consumer<AnalysisJudge.Verdict> judged) {
        return analysis(analysis, end.minus(analysis.window()), end, measuring, judged);
    }

    /** The same for another window; failed samples of all windows of the run count together. */
    protected final AnalysisWatch analysis(
            Analysis analysis,
            Instant begun,
            Instant end,
            Measuring measuring,
            Consumer<AnalysisJudge.Verdict> judged) {
        return new AnalysisWatch(analysis, begun, end, journal, timers, this::now, this::later, measuring, judged);
    }

    /** Takes the target back to what ran before. */
    protected abstract void goBack(Ending ending);

    /** What it is at. */
    protected abstract Stage stage();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final CompletionStage<Deployment> outcome() {
        return outcome;
    }

    @Override
    public final String waitsFor() {
        TargetLocks.Ticket place = ticket;
        String ahead = place == null ? null : place.waitsFor();
        return ahead == null ? waitsFor : ahead;
    }

    public final void waitsFor(String what) {
        waitsFor = what;
    }

    public final S state() {
        return state;
    }

    public final Instant now() {
        return time.instant();
    }

    @Override
    public final Optional<Deployment> awaitsApproval() {
        return Optional.ofNullable(awaitsApproval);
    }

    @Override
    public final CompletionStage<Admission> decide(Approver person, boolean approved, @CheckForNull String comment) {
        CompletableFuture<Admission> answer = new CompletableFuture<>();
        later(() -> answer.complete(take(person, new ApprovalDecision(person.id(), now(), approved, comment))));
        // Comes after it, and counts only where the run was over before it could be asked.
        tasks.execute(() -> answer.complete(Admission.NOT_WAITING));
        return answer;
    }

    /**
     * Takes its place in the queue before it returns, so that deployments go in the order in which they were asked for. One that needs approval takes it once that is granted, so that nobody waits for what may never
     * come.
     */
    public final void start() {
        if (state.over()) {
            context.locks().release(place -> place.deployment().equals(id));
            outcome.complete(state.record());
            return;
        }
        if (state.queued() && state.approval() != null) {
            later(this::introduce);
            later(this::awaitApproval);
        } else {
            CompletableFuture<Void> turn = takePlace();
            later(this::introduce);
            turn.thenRun(() -> later(this::takeTurn));
        }
    }

    /** Completes when it is this run's turn. */
    private CompletableFuture<Void> takePlace() {
        CompletableFuture<Void> granted = new CompletableFuture<>();
        Runnable grant = () -> granted.complete(null);
        Deployment record = state.record();
        Place place = new Place(id, record.trigger().job(), record.trigger().run(), now(), null);
        ticket = state.queued()
                ? context.locks().enter(record.target(), place, observer.events(), grant)
                : context.locks().reenter(record.target(), place, observer.events(), grant);
        return granted;
    }

    /** Stops working and leaves the target as it is; {@link #outcome} stays open. */
    public final void suspend() {
        suspended = true;
        tasks.execute(this::release);
    }

    /** Whether the process goes down: whoever takes the saved state up goes on. */
    protected final boolean isSuspended() {
        return suspended;
    }

    @Override
    public final void abort(String reason) {
        later(() -> {
            if (state.queued()) {
                finish(DeploymentStatus.ABORTED, reason);
            } else if (state.returning()) {
                journal.log(Stage.ROLLBACK, "It goes back already: " + reason);
            } else {
                journal.stage(stage(), StageStatus.FAILED, reason);
                goBack(new Ending(DeploymentStatus.ABORTED, reason));
            }
        });
    }

    /** Keeps the state with the record as it is now. */
    public final void save() {
        state = state.withRecord(journal.record());
        observer.save(state.toJson());
    }

    public final void finish(DeploymentStatus status, @CheckForNull String reason) {
        end(status, reason);
        save();
        release();
        outcome.complete(journal.record());
    }

    /** Ends it where nothing has changed and nothing will. */
    protected final void refuse(Exception problem) {
        journal.stage(Stage.DEPLOY, StageStatus.FAILED, problem.getMessage());
        end(DeploymentStatus.FAILED, problem.getMessage());
        release();
        outcome.completeExceptionally(problem);
    }

    /** Lets go of what it holds; one that is to be taken up again keeps its place in the queue. */
    protected void release() {
        timers.close();
        awaitsApproval = null;
        if (ticket != null && suspended) {
            ticket.suspend();
        } else if (ticket != null) {
            ticket.leave();
        }
    }

    /** Does it after all that was asked for before, unless the run is over then. */
    protected final void later(Runnable task) {
        tasks.execute(() -> {
            if (suspended || outcome.isDone()) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // Also an error of a library that does not fit: whoever waits for the end must learn of it.
                release();
                outcome.completeExceptionally(e);
            }
        });
    }

    /** Does it beside the run's tasks, which do not wait for it; what it finds out comes back as one of them. */
    protected final void aside(Runnable work) {
        try {
            context.tasks().execute(work);
        } catch (RejectedExecutionException e) {
            // The process goes down, and nobody needs it any more.
        }
    }

    private void introduce() {
        if (!state.queued()) {
            return;
        }
        try {
            check();
            if (order != null && !state.deploy().dryRun() && hasToWait()) {
                order.pass(now(), this::live);
            }
            observer.recordChanged(journal.record());
            save();
        } catch (InvalidInputException e) {
            refuse(e);
        }
    }

    private boolean hasToWait() {
        return ticket == null || ticket.waitsFor() != null;
    }

    /** People wait by the clock; what a target needs is measured by the time that goes by. */
    private void takeTurn() {
        if (mayGo()) {
            time = new SteadyTime(context.clock());
            proceed();
        }
    }

    /** Whether nothing newer and no freeze came before it while it waited; a refusal ends it. */
    protected final boolean mayGo() {
        try {
            if (order != null && state.queued()) {
                order.pass(now(), this::live);
            }
            return true;
        } catch (InvalidInputException e) {
            refuse(e);
            return false;
        }
    }

    private void awaitApproval() {
        gate.ask(state.approval(), now());
        save();
        awaitsApproval = journal.record();
        considerApproval();
    }

    private void considerApproval() {
        if (awaitsApproval == null) {
            return; // the timer of an approval that is over
        }
        ApprovalVerdict verdict = gate.verdict(now());
        switch (verdict.state()) {
            case WAITING -> {
                awaitsApproval = journal.record();
                waitsFor(verdict.sentence());
                timers.deadline(gate.until(), this::considerApproval);
            }
            case GRANTED -> {
                awaitsApproval = null;
                waitsFor(ITS_TURN);
                takePlace().thenRun(() -> later(this::takeTurn));
            }
            case REJECTED -> finish(DeploymentStatus.ABORTED, verdict.sentence());
            case TIMED_OUT -> {
                gate.close(verdict.sentence());
                finish(DeploymentStatus.ABORTED, verdict.sentence());
            }
        }
    }

    /** What is too late is not taken, even where no timer has said so yet. */
    private Admission take(Approver person, ApprovalDecision decision) {
        considerApproval();
        if (awaitsApproval == null) {
            return Admission.NOT_WAITING;
        }
        Admission admission = gate.take(person, decision);
        if (admission == Admission.COUNTS) {
            save();
            considerApproval();
        }
        return admission;
    }

    private void end(DeploymentStatus status, @CheckForNull String reason) {
        state = state.ended();
        Instant now = now();
        journal.update(deployment -> deployment.status(status).reason(reason).ended(now));
    }
}
