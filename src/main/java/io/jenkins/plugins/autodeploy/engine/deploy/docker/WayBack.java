package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Has back what was before: the old container serves, the new one is gone. What to do is seen on the host, so that it can be begun again at any time. */
final class WayBack {
    private final DockerRun run;
    private final Change change;
    private final WorkloadHost host;
    private final DeploymentJournal journal;
    private final ProxyTurn proxyTurn;

    WayBack(DockerRun run, Change change, WorkloadHost host, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.host = host;
        this.journal = journal;
        this.proxyTurn = new ProxyTurn(run, host.proxy());
    }

    void go() {
        run.waitsFor("the host to take back what ran before");
        run.save();
        run.attempt(
                () -> {
                    HostView view = host.view(change.workload());
                    String previous = run.state().previous();
                    boolean moved = leadsTo(view, run.state().container());
                    if (previous == null) {
                        endRoute(moved);
                    } else if (view.live().isPresent()
                            && !moved
                            && !view.live().get().name().equals(previous)) {
                        removeNew(Words.superseded(
                                change.workload(), view.live().get().name()));
                    } else {
                        restore(view.find(previous), moved);
                    }
                },
                this::go);
    }

    private static boolean leadsTo(HostView view, String container) {
        return view.route().filter(route -> route.container().equals(container)).isPresent();
    }

    private void endRoute(boolean moved) throws DockerException, InterruptedException {
        if (moved) {
            host.proxy().forget(change.workload());
        }
        removeNew("nothing runs, as before");
    }

    private void restore(Optional<WorkloadContainer> kept, boolean moved) throws DockerException, InterruptedException {
        if (kept.isEmpty()) {
            run.fail("container %s, which ran before, is gone"
                    .formatted(run.state().previous()));
            return;
        }
        WorkloadContainer previous = kept.get();
        if (!previous.isRunning()) {
            host.containers().start(previous.name());
            journal.step(Stage.ROLLBACK, "Started %s again".formatted(previous.name()));
            run.lookAgain(this::go);
        } else if (!Probe.listens(previous, host.proxy()).healthy()) {
            run.waitsFor("%s to listen on its port".formatted(previous.name()));
            run.lookAgain(this::go);
        } else if (moved) {
            turnBack(previous);
        } else {
            removeNew("%s serves as before".formatted(previous.name()));
        }
    }

    private void turnBack(WorkloadContainer previous) throws DockerException, InterruptedException {
        proxyTurn.to(previous.route(), workers -> {
            journal.step(Stage.ROLLBACK, "New requests go to %s again".formatted(previous.name()));
            drain(
                    workers,
                    run.now().plus(host.settings().drainTimeout()),
                    "%s serves as before".formatted(previous.name()));
        });
    }

    private void drain(Set<Integer> workers, Instant limit, String message) {
        run.attempt(
                () -> {
                    boolean drained =
                            Collections.disjoint(host.proxy().workers().all(), workers);
                    if (drained || !run.now().isBefore(limit)) {
                        removeNew(message);
                    } else {
                        run.lookAgain(() -> drain(workers, limit, message));
                    }
                },
                () -> drain(workers, limit, message));
    }

    private void removeNew(String message) throws DockerException, InterruptedException {
        host.removeOwn(change, run.state().container());
        journal.step(Stage.ROLLBACK, "Removed %s: %s".formatted(run.state().container(), message));
        journal.stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, message);
        Ending ending = run.state().ending();
        if (ending.status() != DeploymentStatus.FAILED) {
            journal.update(deployment -> deployment.rolledBack(true).rollbackReason(ending.reason()));
        }
        run.finish(ending.status(), ending.reason());
    }
}
