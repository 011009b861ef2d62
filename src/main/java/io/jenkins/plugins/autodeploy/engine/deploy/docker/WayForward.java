package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.HealthResult;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the new version up: a container beside the old one, waited for until it is healthy, then the proxy turned to it, then the old one stopped. Each step can be
 * taken again after a restart, whatever of it was done before.
 */
final class WayForward {
    private final DockerRun run;
    private final Change change;
    private final WorkloadHost host;
    private final DeploymentJournal journal;
    private final ProxyTurn proxyTurn;

    WayForward(DockerRun run, Change change, WorkloadHost host, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.host = host;
        this.journal = journal;
        this.proxyTurn = new ProxyTurn(run, host.proxy());
    }

    void begin() {
        run.waitsFor("the Docker host's answer");
        run.attempt(
                () -> {
                    HostView view = host.view(change.workload());
                    Version version = change.version(view);
                    journal.update(deployment -> Words.described(deployment, version, view.live()));
                    if (change.dryRun()) {
                        endDryRun(version, view);
                        return;
                    }
                    String live = view.live().map(WorkloadContainer::name).orElse(null);
                    Instant deadline = run.now().plus(change.timeout());
                    run.enter(run.state().starting(view.nextRevision(), live, deadline));
                    journal.stage(Stage.DEPLOY, StageStatus.RUNNING, "Starting " + version.image());
                    journal.update(deployment -> deployment.status(DeploymentStatus.DEPLOYING));
                    startBeside();
                },
                this::begin);
    }

    private void endDryRun(Version version, HostView view) throws DockerException, InterruptedException {
        boolean there = host.images().find(version.source()).isPresent();
        Words.dryRun(version, view, there).forEach(sentence -> journal.step(Stage.DEPLOY, "Dry run: " + sentence));
        journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Dry run: nothing was changed");
        run.finish(DeploymentStatus.SUCCEEDED, null);
    }

    void startBeside() {
        run.waitsFor("the new container to start");
        run.save();
        run.attempt(
                () -> {
                    Duration patience = Duration.between(run.now(), run.state().deadline());
                    WorkloadContainer started = host.start(change, run.state(), patience);
                    journal.step(
                            Stage.DEPLOY, Words.started(started, run.state().previous()));
                    String url = host.settings().address(started.publicPort());
                    journal.update(deployment -> deployment.url(url).status(DeploymentStatus.VERIFYING));
                    run.enter(run.state().in(Phase.VERIFYING));
                    journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Container " + started.name() + " runs");
                    journal.stage(Stage.VERIFY, StageStatus.RUNNING, "Waiting for it to be healthy");
                    run.save();
                    verify();
                },
                this::startBeside);
    }

    void verify() {
        run.attempt(
                () -> {
                    Optional<WorkloadContainer> found =
                            host.containers().find(run.state().container());
                    if (found.isEmpty()) {
                        run.fail(Words.removed(run.state().container()));
                        return;
                    }
                    WorkloadContainer container = found.get();
                    journal.pods(Stage.VERIFY, List.of(container.pod()));
                    if (container.isRunning()) {
                        judge(container);
                    } else {
                        run.fail(Words.ended(container, run.lastOutput()));
                    }
                },
                this::verify);
    }

    private void judge(WorkloadContainer container) throws DockerException, InterruptedException {
        HealthResult health = new Probe(container.healthPath()).ask(container, host.proxy());
        journal.update(deployment -> deployment.health(health));
        String asked = "%s of %s (%s)".formatted(health.check(), container.name(), health.detail());
        if (!health.healthy()) {
            run.waitsFor(asked);
            journal.rollout(Stage.VERIFY, "Waiting for " + asked, 30);
            run.retry(change.healthCheck().interval(), this::verify);
            return;
        }
        host.containers().keepRunning(container.name());
        journal.step(
                Stage.VERIFY, "%s is healthy: %s, %s".formatted(container.name(), health.check(), health.detail()));
        run.enter(run.state().in(Phase.SWITCHING));
        turn();
    }

    void turn() {
        run.waitsFor("the proxy to take up its configuration");
        run.save();
        run.attempt(
                () -> {
                    HostView view = host.view(change.workload());
                    String serves = view.live().map(WorkloadContainer::name).orElse(null);
                    if (serves != null
                            && !serves.equals(run.state().previous())
                            && !serves.equals(run.state().container())) {
                        run.fail(Words.superseded(change.workload(), serves));
                        return;
                    }
                    WorkloadContainer container = view.find(run.state().container())
                            .orElseThrow(() -> new DockerException(
                                    Kind.ABSENT, Words.removed(run.state().container())));
                    proxyTurn.to(container.route(), this::turned);
                },
                this::turn);
    }

    private void turned(Set<Integer> workers) {
        journal.step(Stage.VERIFY, "New requests go to " + run.state().container());
        Instant deadline = run.now().plus(host.settings().drainTimeout()).plus(DockerRun.MARGIN);
        run.enter(run.state().draining(workers, deadline));
        run.save();
        drain();
    }

    void drain() {
        String previous = run.state().previous();
        run.waitsFor("requests to %s to end".formatted(previous));
        run.attempt(
                () -> {
                    if (previous != null && isDraining()) {
                        journal.rollout(Stage.VERIFY, "Waiting for requests to %s to end".formatted(previous), 80);
                        run.lookAgain(this::drain);
                        return;
                    }
                    if (previous != null) {
                        host.containers().stop(previous);
                        journal.step(Stage.VERIFY, "Stopped %s and kept it for a rollback".formatted(previous));
                    }
                    for (WorkloadContainer old : host.view(change.workload()).outlived()) {
                        host.containers().remove(old.name());
                        journal.step(Stage.VERIFY, "Removed %s, the oldest one kept".formatted(old.name()));
                    }
                    host.containers()
                            .find(run.state().container())
                            .ifPresent(container -> journal.pods(Stage.VERIFY, List.of(container.pod())));
                    succeed();
                },
                this::drain);
    }

    /** Whether nginx still has processes with connections from before the turn, and time to let them end. */
    private boolean isDraining() throws DockerException, InterruptedException {
        return run.now().isBefore(run.state().deadline().minus(DockerRun.MARGIN))
                && !Collections.disjoint(
                        host.proxy().workers().all(), run.state().workers());
    }

    /** The new version serves: that the old one lingers harms nobody. */
    void leaveOldBehind(String cause) {
        journal.step(Stage.VERIFY, "Left %s behind: %s".formatted(run.state().previous(), cause));
        succeed();
    }

    private void succeed() {
        RunState state = run.state();
        String message =
                "%s serves %s".formatted(state.container(), journal.record().url());
        journal.rollout(Stage.VERIFY, message, 100);
        journal.update(deployment -> deployment.revision((long) state.revision()));
        journal.stage(Stage.VERIFY, StageStatus.SUCCEEDED, message);
        run.finish(DeploymentStatus.SUCCEEDED, null);
    }
}
