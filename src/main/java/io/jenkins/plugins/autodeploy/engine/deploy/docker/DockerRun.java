package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.SerialTasks;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.Timers;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerDeploymentEngine.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.RunState.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One deployment or rollback from its place in the queue to its end; {@link WayForward} and {@link WayBack} do what its phases need. All of its state is touched by
 * {@link #tasks} alone, one task at a time; what comes from outside (timers, {@link #abort}) only puts a task there.
 */
final class DockerRun implements DeploymentRun {
    /** Longer than nginx and docker need to end what they were told to end. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Change change;
    private final WorkloadHost host;
    private final RunContext context;
    private final DeploymentObserver observer;
    private final DeploymentJournal journal;
    private final SerialTasks tasks;
    private final Timers timers;
    private final WayForward forward;
    private final WayBack back;
    private final CompletableFuture<Deployment> outcome = new CompletableFuture<>();

    private volatile String waitsFor = "its turn";
    private volatile boolean suspended;
    private RunState state;
    private Duration pause = FIRST_PAUSE;

    @CheckForNull
    private volatile TargetLocks.Ticket ticket;

    DockerRun(RunState state, WorkloadHost host, RunContext context, DeploymentObserver observer) {
        this.state = state;
        this.change = state.change();
        this.host = host;
        this.context = context;
        this.observer = observer;
        this.journal = new DeploymentJournal(state.record(), observer);
        this.tasks = new SerialTasks(context.executor());
        this.timers = new Timers(context.executor(), context.clock(), this::later);
        this.forward = new WayForward(this, change, host, journal);
        this.back = new WayBack(this, change, host, journal);
    }

    /** Work that talks to the host. */
    @FunctionalInterface
    interface HostWork {
        void run() throws DockerException, InvalidInputException, InterruptedException;
    }

    @Override
    public String id() {
        return change.id();
    }

    @Override
    public CompletionStage<Deployment> outcome() {
        return outcome;
    }

    @Override
    public String waitsFor() {
        return waitsFor;
    }

    void waitsFor(String what) {
        waitsFor = what;
    }

    RunState state() {
        return state;
    }

    Instant now() {
        return context.clock().instant();
    }

    /** Takes its place in the queue before it returns, so that deployments go in the order in which they were asked for. */
    void start() {
        if (state.phase() == Phase.ENDED) {
            outcome.complete(state.record());
            return;
        }
        CompletableFuture<Void> granted = new CompletableFuture<>();
        Runnable grant = () -> granted.complete(null);
        ticket = state.phase() == Phase.QUEUED
                ? context.locks().enter(state.record().target(), id(), observer.events(), grant)
                : context.locks().reenter(state.record().target(), id(), observer.events(), grant);
        later(this::introduce);
        granted.thenRun(() -> later(this::proceed));
    }

    /** Stops working and leaves the host as it is; {@link #outcome} stays open. */
    void suspend() {
        suspended = true;
        tasks.execute(this::release);
    }

    @Override
    public void abort(String reason) {
        later(() -> {
            switch (state.phase()) {
                case QUEUED -> finish(DeploymentStatus.ABORTED, reason);
                case STARTING, VERIFYING, SWITCHING, DRAINING -> {
                    journal.stage(stage(), StageStatus.FAILED, reason);
                    goBack(new Ending(DeploymentStatus.ABORTED, reason));
                }
                case RETURNING -> journal.log(Stage.ROLLBACK, "It goes back already: " + reason);
                case ENDED -> {}
            }
        });
    }

    private void introduce() {
        if (state.phase() != Phase.QUEUED) {
            return;
        }
        try {
            change.check();
            observer.recordChanged(journal.record());
            save();
        } catch (InvalidInputException e) {
            refuse(e);
        }
    }

    private void proceed() {
        if (state.deadline() != null) {
            timers.deadline(state.deadline(), this::late);
        }
        switch (state.phase()) {
            case QUEUED -> forward.begin();
            case STARTING -> forward.startBeside();
            case VERIFYING -> forward.verify();
            case SWITCHING -> forward.turn();
            case DRAINING -> forward.drain();
            case RETURNING -> back.go();
            case ENDED -> {}
        }
    }

    /** Goes to another phase; what is to be kept of it is kept by {@link #save}. */
    void enter(RunState next) {
        state = next;
        pause = FIRST_PAUSE;
        if (state.deadline() != null) {
            timers.deadline(state.deadline(), this::late);
        }
    }

    void save() {
        state = state.withRecord(journal.record());
        observer.save(state.toJson());
    }

    /** Tries again after a pause that grows from try to try. */
    void retry(Duration longest, Runnable again) {
        timers.retry(pause.compareTo(longest) < 0 ? pause : longest, inThisPhase(again));
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    /** Looks again soon: for what is over in a moment. */
    void lookAgain(Runnable again) {
        timers.retry(FIRST_PAUSE, inThisPhase(again));
    }

    /** A try that was due already when the run was sent another way must not go on in the old one. */
    private Runnable inThisPhase(Runnable task) {
        Phase phase = state.phase();
        return () -> {
            if (state.phase() == phase) {
                task.run();
            }
        };
    }

    /** Does something on the host. While the host cannot be reached it is tried again until the deadline, once something has changed. */
    void attempt(HostWork work, Runnable again) {
        try {
            work.run();
        } catch (InterruptedException e) {
            // The process is going down: whoever takes the saved state up goes on.
            suspended = true;
            Thread.currentThread().interrupt();
        } catch (InvalidInputException e) {
            refuse(e);
        } catch (DockerException e) {
            if (suspended) {
                return;
            }
            if (state.phase() == Phase.QUEUED) {
                refuse(new StageFailedException(
                        Stage.DEPLOY,
                        e.getMessage(),
                        "Check that the Docker daemon runs and may be used from here.",
                        e));
            } else if (e.kind() == Kind.UNREACHABLE) {
                waitsFor = e.getMessage();
                journal.log(stage(), e.getMessage() + "; trying again");
                retry(LONGEST_PAUSE, again);
            } else {
                fail(e.getMessage());
            }
        }
    }

    private void late() {
        switch (state.phase()) {
            case STARTING, VERIFYING, SWITCHING ->
                fail(Words.late(journal.record(), change.timeout(), waitsFor, lastOutput()));
            case DRAINING -> fail("it was not stopped in time");
            case RETURNING -> fail("it took too long: waited for " + waitsFor);
            case QUEUED, ENDED -> {}
        }
    }

    void fail(String cause) {
        if (state.phase() == Phase.DRAINING) {
            forward.leaveOldBehind(cause);
            return;
        }
        journal.stage(stage(), StageStatus.FAILED, cause);
        if (state.phase() == Phase.RETURNING) {
            finish(
                    DeploymentStatus.FAILED,
                    Words.brokenReturn(state, host.settings().url(), cause));
        } else {
            boolean returns = change.returnsOnFailure() && state.previous() != null;
            goBack(new Ending(returns ? DeploymentStatus.ROLLED_BACK : DeploymentStatus.FAILED, cause));
        }
    }

    private void goBack(Ending ending) {
        Duration patience =
                change.timeout().plus(host.settings().drainTimeout()).plus(MARGIN);
        enter(state.returning(ending, now().plus(patience)));
        journal.update(deployment -> deployment.reason(ending.reason()));
        journal.stage(Stage.ROLLBACK, StageStatus.RUNNING, "Going back to what ran before: " + ending.reason());
        back.go();
    }

    /** What the new container wrote last, also put into the log; empty when it cannot be had. */
    List<String> lastOutput() {
        try {
            List<String> lines = host.containers().lastLines(state.container());
            lines.forEach(line -> journal.log(stage(), state.container() + " | " + line));
            return lines;
        } catch (DockerException e) {
            journal.log(stage(), "Its output cannot be had: " + e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    void finish(DeploymentStatus status, @CheckForNull String reason) {
        state = state.in(Phase.ENDED);
        Instant now = now();
        journal.update(deployment -> deployment.status(status).reason(reason).ended(now));
        save();
        release();
        outcome.complete(journal.record());
    }

    /** Nothing has changed and nothing will. */
    private void refuse(Exception problem) {
        journal.stage(Stage.DEPLOY, StageStatus.FAILED, problem.getMessage());
        state = state.in(Phase.ENDED);
        Instant now = now();
        journal.update(deployment -> deployment
                .status(DeploymentStatus.FAILED)
                .reason(problem.getMessage())
                .ended(now));
        release();
        outcome.completeExceptionally(problem);
    }

    private void release() {
        timers.close();
        if (ticket != null) {
            ticket.leave();
        }
    }

    private Stage stage() {
        return switch (state.phase()) {
            case RETURNING -> Stage.ROLLBACK;
            case VERIFYING, SWITCHING, DRAINING -> Stage.VERIFY;
            default -> Stage.DEPLOY;
        };
    }

    private void later(Runnable task) {
        tasks.execute(() -> {
            if (suspended || outcome.isDone()) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                release();
                outcome.completeExceptionally(e);
            }
        });
    }
}
