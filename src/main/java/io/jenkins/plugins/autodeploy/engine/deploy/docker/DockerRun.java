package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One deployment or rollback of a Docker host; {@link WayForward} and {@link WayBack} do what its phases need. */
final class DockerRun extends ResumableRun<RunState> {
    /** Longer than nginx and docker need to end what they were told to end. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Change change;
    private final WorkloadHost host;
    private final WayForward forward;
    private final WayBack back;
    private Duration pause = FIRST_PAUSE;

    DockerRun(RunState state, WorkloadHost host, RunContext context, DeploymentObserver observer) {
        super(state, context, observer);
        this.change = state.change();
        this.host = host;
        this.forward = new WayForward(this, change, host, journal);
        this.back = new WayBack(this, change, host, journal);
    }

    /** Work that talks to the host. */
    @FunctionalInterface
    interface HostWork {
        void run() throws DockerException, InvalidInputException, InterruptedException;
    }

    @Override
    protected void check() throws InvalidInputException {
        change.check();
    }

    @Override
    protected Optional<Provenance> live() {
        try {
            return host.view(change.workload()).live().map(WorkloadContainer::provenance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.empty();
        }
    }

    @Override
    protected void proceed() {
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
            suspend();
            Thread.currentThread().interrupt();
        } catch (InvalidInputException e) {
            refuse(e);
        } catch (DockerException e) {
            if (isSuspended()) {
                return;
            }
            if (state.phase() == Phase.QUEUED) {
                refuse(new StageFailedException(
                        Stage.DEPLOY,
                        e.getMessage(),
                        "Check that the Docker daemon runs and may be used from here.",
                        e));
            } else if (e.kind() == Kind.UNREACHABLE) {
                waitsFor(e.getMessage());
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
                fail(Words.late(journal.record(), change.timeout(), waitsFor(), lastOutput()));
            case DRAINING -> fail("it was not stopped in time");
            case RETURNING -> fail("it took too long: waited for " + waitsFor());
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
            goBack(new Ending(
                    change.returnsOnFailure() ? DeploymentStatus.ROLLED_BACK : DeploymentStatus.FAILED, cause));
        }
    }

    @Override
    protected void goBack(Ending ending) {
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

    @Override
    protected Stage stage() {
        return switch (state.phase()) {
            case RETURNING -> Stage.ROLLBACK;
            case VERIFYING, SWITCHING, DRAINING -> Stage.VERIFY;
            default -> Stage.DEPLOY;
        };
    }
}
