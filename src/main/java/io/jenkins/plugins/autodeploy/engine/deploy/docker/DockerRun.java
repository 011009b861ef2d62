package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.ComparisonRules;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.HttpMeasuring;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Measuring;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One deployment or rollback of a workload on one or several Docker hosts. It goes along its {@link Itinerary} from stop to stop; {@link WayForward}, {@link Vigil} and {@link WayBack} do what
 * each of them needs.
 */
final class DockerRun extends ResumableRun<RunState> {
    /** Longer than nginx and docker need to end what they were told to end. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Measuring MEASURING = new HttpMeasuring();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** With {@code recreate} the old version is stopped before the new one runs. */
    private static final Set<String> SIDE_BY_SIDE =
            Set.of(RolloutPlan.ROLLING, RolloutPlan.BLUE_GREEN, RolloutPlan.CANARY);

    private final Change change;
    private final List<WorkloadHost> hosts;
    private final HostLocks locks;
    private final WayForward forward;
    private final Vigil vigil;
    private final WayBack back;
    private Duration pause = FIRST_PAUSE;

    /** @param hosts those of the state, in its order */
    DockerRun(RunState state, List<WorkloadHost> hosts, RunContext context, DeploymentObserver observer) {
        super(state, context, observer);
        this.change = state.change();
        this.hosts = List.copyOf(hosts);
        Deployment record = state.record();
        Place place = new Place(
                id(),
                record.trigger().job(),
                record.trigger().run(),
                context.clock().instant(),
                null);
        this.locks = new HostLocks(context.locks(), record.target(), place, observer.events());
        this.forward = new WayForward(this, change, journal);
        this.vigil = new Vigil(this, change, journal);
        this.back = new WayBack(this, change, journal);
    }

    /** Work that talks to a host. */
    @FunctionalInterface
    interface HostWork {
        void run() throws DockerException, InvalidInputException, InterruptedException;
    }

    @Override
    protected void check() throws InvalidInputException {
        change.check();
        boolean apart = hosts.get(0).settings().isLocal();
        new ComparisonRules(SIDE_BY_SIDE, apart).check(change.plan());
    }

    @Override
    protected Optional<Provenance> live() {
        try {
            return hosts.get(0).view(change.workload()).live().map(WorkloadContainer::provenance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.empty();
        }
    }

    @Override
    protected void proceed() {
        waitsFor("its turn on each host");
        List<String> urls = state.hosts().stream().map(HostState::url).toList();
        locks.take(urls, state.queued(), this::later, () -> {
            // While it waited for one of several hosts, a newer version may have gone first.
            if (hosts.size() == 1 || mayGo()) {
                go();
            }
        });
    }

    @Override
    protected void release() {
        super.release();
        if (isSuspended()) {
            locks.suspend();
        } else {
            locks.leave();
        }
    }

    List<WorkloadHost> hosts() {
        return hosts;
    }

    /** The host that something is done to. */
    WorkloadHost host() {
        return hosts.get(state.at());
    }

    /** What is remembered of it. */
    HostState here() {
        return state.here();
    }

    /** Does what the present stop needs. */
    private void go() {
        watchTheClock();
        switch (state.phase()) {
            case QUEUED -> forward.begin();
            case STARTING -> forward.startBeside();
            case VERIFYING -> forward.verify();
            case SWITCHING -> forward.turn();
            case PAUSING, ANALYSING, KEEPING -> vigil.go();
            case DRAINING -> forward.drain();
            case RETURNING -> back.go();
            case CLEARING -> back.clear();
            case ENDED -> {}
        }
    }

    /** Goes on to the next stop, or ends where there is none. */
    void next() {
        state.next()
                .ifPresentOrElse(
                        stop -> {
                            enter(state.at(stop, deadline(stop)));
                            save();
                            go();
                        },
                        state.returning() ? back::end : forward::succeed);
    }

    /** Remembers something that changes nothing of where the run is. */
    void remember(RunState now) {
        state = now;
    }

    private void enter(RunState next) {
        state = next;
        pause = FIRST_PAUSE;
        journal.update(deployment -> deployment.traffic(Words.traffic(state)));
        watchTheClock();
    }

    private void watchTheClock() {
        Instant limit = state.limit(now());
        if (limit != null) {
            timers.deadline(limit, atThisStop(this::late));
        }
    }

    private Instant deadline(Stop stop) {
        RolloutPlan plan = change.plan();
        return switch (stop.phase()) {
            case STARTING, SWITCHING -> now().plus(change.timeout());
            case PAUSING -> now().plus(Words.pause(plan, stop.weight()));
            case ANALYSING -> now().plus(plan.analysis().window());
            case KEEPING -> now().plus(plan.keepFor());
            case DRAINING, CLEARING ->
                now().plus(hosts.get(stop.host()).settings().drainTimeout()).plus(MARGIN);
            case RETURNING -> now().plus(patienceBack());
            case VERIFYING, QUEUED, ENDED -> state.deadline();
        };
    }

    /** Tries again after a pause that grows from try to try. */
    void retry(Duration longest, Runnable again) {
        timers.retry(pause.compareTo(longest) < 0 ? pause : longest, atThisStop(again));
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    /** Looks again soon: for what is over in a moment. */
    void lookAgain(Runnable again) {
        lookAgainIn(FIRST_PAUSE, again);
    }

    void lookAgainIn(Duration wait, Runnable again) {
        timers.retry(wait, atThisStop(again));
    }

    /** Samples until the end of the present stop. */
    AnalysisWatch watch(Consumer<AnalysisJudge.Verdict> judged) {
        Analysis analysis = change.plan().analysis();
        Duration watched =
                state.phase() == Phase.PAUSING ? Words.pause(change.plan(), state.weight()) : analysis.window();
        return analysis(analysis, state.deadline().minus(watched), state.deadline(), MEASURING, judged);
    }

    /** A try that was due already when the run was sent another way must not go on in the old one. */
    private Runnable atThisStop(Runnable task) {
        Stop stop = state.stop();
        return () -> {
            if (state.stop().equals(stop)) {
                task.run();
            }
        };
    }

    /** Does something on a host. While it cannot be reached it is tried again until the deadline, once something has changed. */
    void attempt(HostWork work, Runnable again) {
        try {
            work.run();
        } catch (InterruptedException e) {
            suspend();
            Thread.currentThread().interrupt();
        } catch (InvalidInputException e) {
            // It is found before anything changes on the host, but hosts before it may have changed.
            if (state.at() == 0) {
                refuse(e);
            } else {
                failHere(e.getMessage());
            }
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
                failHere(e.getMessage());
            }
        }
    }

    private void late() {
        switch (state.phase()) {
            case STARTING, VERIFYING, SWITCHING ->
                failHere(Words.late(journal.record(), change.timeout(), waitsFor(), lastOutput(state.at())));
            case PAUSING, ANALYSING -> fail("it could not be watched to its end: it waited for " + waitsFor());
            case KEEPING -> next();
            case DRAINING, CLEARING -> failHere("it was not stopped in time");
            case RETURNING -> failHere("it took too long: waited for " + waitsFor());
            case QUEUED, ENDED -> {}
        }
    }

    /** Something does not work on the host where it is. */
    void failHere(String cause) {
        switch (state.phase()) {
            case DRAINING -> forward.leaveOldBehind(cause);
            case RETURNING -> back.giveUp(cause);
            case CLEARING -> back.leaveNewBehind(cause);
            default -> failAt(state.at(), cause);
        }
    }

    void failAt(int host, String cause) {
        fail(
                hosts.size() == 1
                        ? cause
                        : "%s: %s".formatted(state.hosts().get(host).url(), cause));
    }

    /** The new version does not do: it goes. */
    void fail(String cause) {
        journal.stage(stage(), StageStatus.FAILED, cause);
        goBack(new Ending(change.returnsOnFailure() ? DeploymentStatus.ROLLED_BACK : DeploymentStatus.FAILED, cause));
    }

    @Override
    protected void goBack(Ending ending) {
        vigil.stop();
        enter(state.returning(ending, now().plus(patienceBack())));
        journal.update(deployment -> deployment.reason(ending.reason()));
        journal.stage(Stage.ROLLBACK, StageStatus.RUNNING, "Going back to what ran before: " + ending.reason());
        save();
        back.go();
    }

    private Duration patienceBack() {
        return change.timeout().plus(host().settings().drainTimeout()).plus(MARGIN);
    }

    /** Shows the new container of a host; those of the others stay as they were shown. */
    void show(int host, WorkloadContainer container) {
        PodState pod = container.pod(state.hosts().get(host).url(), hosts.size() > 1);
        List<PodState> pods = new ArrayList<>(journal.record().pods());
        pods.removeIf(shown -> shown.name().equals(pod.name()));
        pods.add(pod);
        journal.pods(stage(), pods);
    }

    /** What the new container wrote last, also put into the log; empty when it cannot be had. */
    List<String> lastOutput(int host) {
        try {
            String container = state.hosts().get(host).container();
            List<String> lines = hosts.get(host).containers().lastLines(container);
            lines.forEach(line -> journal.log(stage(), container + " | " + line));
            return lines;
        } catch (DockerException e) {
            journal.log(stage(), "Its output cannot be had: " + e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The first host's start is the stage of deploying; what comes after it is one long verification. */
    @Override
    protected Stage stage() {
        return switch (state.phase()) {
            case RETURNING, CLEARING -> Stage.ROLLBACK;
            case VERIFYING, SWITCHING, PAUSING, ANALYSING, KEEPING, DRAINING -> Stage.VERIFY;
            case STARTING -> state.at() == 0 ? Stage.DEPLOY : Stage.VERIFY;
            case QUEUED, ENDED -> Stage.DEPLOY;
        };
    }
}
