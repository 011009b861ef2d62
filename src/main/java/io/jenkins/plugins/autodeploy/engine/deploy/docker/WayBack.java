package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/**
 * Has back what was before on the host where the run is: the old container serves, the new one is gone. What to do is seen on the host, so that it can be begun again at any time. A host that
 * cannot be taken back does not keep the others from it.
 */
final class WayBack {
    private final DockerRun run;
    private final Change change;
    private final DeploymentJournal journal;
    private final ProxyTurn proxyTurn;

    WayBack(DockerRun run, Change change, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.journal = journal;
        this.proxyTurn = new ProxyTurn(run);
    }

    /** Has the old container back, and users with it. */
    void go() {
        run.waitsFor("the host to take back what ran before");
        run.attempt(
                () -> {
                    HostView view = run.host().view(change.workload());
                    HostState here = run.here();
                    boolean moved = view.route()
                            .filter(route -> route.leadsTo(here.container()))
                            .isPresent();
                    if (here.previous() == null) {
                        endRoute(moved);
                    } else if (isTakenOver(view, here, moved)) {
                        journal.step(
                                Stage.ROLLBACK,
                                Words.superseded(
                                        change.workload(), view.live().get().name()));
                        run.next();
                    } else {
                        restore(view.find(here.previous()), moved);
                    }
                },
                this::go);
    }

    private static boolean isTakenOver(HostView view, HostState here, boolean moved) {
        return !moved
                && view.live()
                        .filter(live -> !live.name().equals(here.previous()))
                        .isPresent();
    }

    private void endRoute(boolean moved) throws DockerException, InterruptedException {
        if (moved) {
            run.host().proxy().forget(change.workload());
        }
        run.next();
    }

    private void restore(Optional<WorkloadContainer> kept, boolean moved) throws DockerException, InterruptedException {
        if (kept.isEmpty()) {
            run.failHere("container %s, which ran before, is gone"
                    .formatted(run.here().previous()));
            return;
        }
        WorkloadContainer previous = kept.get();
        String named = run.state().located(previous.name());
        if (!previous.isRunning()) {
            run.host().containers().start(previous.name());
            journal.step(Stage.ROLLBACK, "Started %s again".formatted(named));
            run.lookAgain(this::go);
        } else if (!Probe.listens(previous, run.host().proxy()).healthy()) {
            run.waitsFor("%s to listen on its port".formatted(named));
            run.lookAgain(this::go);
        } else if (moved) {
            proxyTurn.to(previous.route(), workers -> {
                journal.step(Stage.ROLLBACK, "New requests go to %s again".formatted(named));
                run.remember(run.state().here(run.here().turned(workers)));
                run.next();
            });
        } else {
            run.next();
        }
    }

    /** Removes the new container once what was sent to it is done. */
    void clear() {
        HostState here = run.here();
        if (here.broken() != null) {
            run.next();
            return;
        }
        String named = run.state().located(here.container());
        run.waitsFor("requests to %s to end".formatted(named));
        run.attempt(
                () -> {
                    boolean drained =
                            Collections.disjoint(run.host().proxy().workers().all(), here.workers());
                    if (!drained && run.now().isBefore(run.state().deadline().minus(DockerRun.MARGIN))) {
                        run.lookAgain(this::clear);
                        return;
                    }
                    run.host().removeOwn(change, here.container());
                    journal.step(Stage.ROLLBACK, "Removed %s: %s".formatted(named, asBefore(here)));
                    run.next();
                },
                this::clear);
    }

    /** What was before is not had back here; what else there is to take back is taken back. */
    void giveUp(String cause) {
        journal.log(
                Stage.ROLLBACK,
                "%s cannot be taken back: %s".formatted(run.here().url(), cause));
        String told = Words.byHand(change.workload(), run.here(), cause, view());
        run.remember(run.state().here(run.here().broken(told)));
        run.next();
    }

    private Optional<HostView> view() {
        try {
            return Optional.of(run.host().view(change.workload()));
        } catch (DockerException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The old version serves: that the new one lingers harms nobody. */
    void leaveNewBehind(String cause) {
        String named = run.state().located(run.here().container());
        journal.step(Stage.ROLLBACK, "Left %s behind: %s".formatted(named, cause));
        run.next();
    }

    void end() {
        Ending ending = run.state().ending();
        if (run.state().hosts().stream().map(HostState::broken).anyMatch(Objects::nonNull)) {
            String reason = Words.brokenReturn(run.state());
            journal.stage(Stage.ROLLBACK, StageStatus.FAILED, reason);
            run.finish(DeploymentStatus.FAILED, reason);
            return;
        }
        journal.stage(
                Stage.ROLLBACK,
                StageStatus.SUCCEEDED,
                asBefore(run.state().hosts().get(0)));
        if (ending.status() != DeploymentStatus.FAILED) {
            journal.update(deployment -> deployment.rolledBack(true).rollbackReason(ending.reason()));
        }
        run.finish(ending.status(), ending.reason());
    }

    private static String asBefore(HostState host) {
        return host.previous() == null ? "nothing runs, as before" : "%s serves as before".formatted(host.previous());
    }
}
