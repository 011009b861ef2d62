package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.HealthResult;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the new version up on the host where the run is: a container beside the old one, waited for until it is healthy, then the proxy turned to it, then the old one stopped. Each step can be
 * taken again after a restart, whatever of it was done before.
 */
final class WayForward {
    private final DockerRun run;
    private final Change change;
    private final DeploymentJournal journal;
    private final ProxyTurn proxyTurn;

    WayForward(DockerRun run, Change change, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.journal = journal;
        this.proxyTurn = new ProxyTurn(run);
    }

    /** Looks at all hosts before anything changes on one. */
    void begin() {
        run.waitsFor("the Docker host's answer");
        run.attempt(
                () -> {
                    List<HostView> views = new ArrayList<>();
                    for (WorkloadHost host : run.hosts()) {
                        views.add(host.view(change.workload()));
                    }
                    Version version = sameVersion(views);
                    journal.update(deployment ->
                            Words.described(deployment, version, views.get(0).live()));
                    if (change.dryRun()) {
                        endDryRun(version, views);
                        return;
                    }
                    run.remember(run.state().planned(plans(views)));
                    journal.stage(Stage.DEPLOY, StageStatus.RUNNING, "Starting " + version.image());
                    journal.update(deployment -> deployment.status(DeploymentStatus.DEPLOYING));
                    run.next();
                },
                this::begin);
    }

    /** A rollback means the same image on each host, or it is not clear what it means. */
    private Version sameVersion(List<HostView> views) throws InvalidInputException {
        List<Version> versions = new ArrayList<>();
        for (HostView view : views) {
            versions.add(change.version(view));
        }
        List<String> images = versions.stream().map(Version::image).distinct().toList();
        if (images.size() > 1) {
            throw new InvalidInputException(
                    "to",
                    "the revision before",
                    "the id of a deployment that all hosts keep, since theirs before differ: " + images);
        }
        return versions.get(0);
    }

    /** The new revision has one number everywhere. */
    private List<HostState> plans(List<HostView> views) {
        int revision = views.stream().mapToInt(HostView::nextRevision).max().orElseThrow();
        List<HostState> planned = new ArrayList<>();
        for (int host = 0; host < views.size(); host++) {
            String live = views.get(host).live().map(WorkloadContainer::name).orElse(null);
            planned.add(run.state().hosts().get(host).planned(change.workload(), revision, live));
        }
        return planned;
    }

    private void endDryRun(Version version, List<HostView> views) throws DockerException, InterruptedException {
        for (int host = 0; host < views.size(); host++) {
            WorkloadHost of = run.hosts().get(host);
            boolean there = of.images().find(version.source()).isPresent();
            String where = views.size() == 1 ? "" : of.settings().url() + ": ";
            Words.dryRun(version, views.get(host), there)
                    .forEach(sentence -> journal.step(Stage.DEPLOY, "Dry run: " + where + sentence));
        }
        journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Dry run: nothing was changed");
        run.finish(DeploymentStatus.SUCCEEDED, null);
    }

    void startBeside() {
        run.waitsFor("the new container to start");
        run.attempt(
                () -> {
                    HostState here = run.here();
                    Duration patience = Duration.between(run.now(), run.state().deadline());
                    WorkloadContainer started = run.host().start(change, here, patience);
                    journal.step(run.stage(), run.state().located(Words.started(started, here.previous())));
                    if (run.state().at() == 0) {
                        String url = run.host().settings().address(started.publicPort());
                        journal.update(deployment -> deployment.url(url).status(DeploymentStatus.VERIFYING));
                        journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Container " + started.name() + " runs");
                        journal.stage(Stage.VERIFY, StageStatus.RUNNING, "Waiting for it to be healthy");
                    }
                    run.next();
                },
                this::startBeside);
    }

    void verify() {
        run.attempt(
                () -> {
                    Optional<WorkloadContainer> found =
                            run.host().containers().find(run.here().container());
                    if (found.isEmpty()) {
                        run.failHere(Words.removed(run.here().container()));
                        return;
                    }
                    WorkloadContainer container = found.get();
                    run.show(run.state().at(), container);
                    if (container.isRunning()) {
                        judge(container);
                    } else {
                        run.failHere(Words.ended(
                                container, run.lastOutput(run.state().at())));
                    }
                },
                this::verify);
    }

    private void judge(WorkloadContainer container) throws DockerException, InterruptedException {
        HealthResult health =
                new Probe(container.healthPath()).ask(container, run.host().proxy());
        journal.update(deployment -> deployment.health(health));
        String name = run.state().located(container.name());
        String asked = "%s of %s (%s)".formatted(health.check(), name, health.detail());
        if (!health.healthy()) {
            run.waitsFor(asked);
            journal.rollout(Stage.VERIFY, "Waiting for " + asked, 30);
            run.retry(change.healthCheck().interval(), this::verify);
            return;
        }
        run.host().containers().keepRunning(container.name());
        journal.step(Stage.VERIFY, "%s is healthy: %s, %s".formatted(name, health.check(), health.detail()));
        run.next();
    }

    void turn() {
        run.waitsFor("the proxy to take up its configuration");
        run.attempt(
                () -> {
                    HostView view = run.host().view(change.workload());
                    String serves = view.live().map(WorkloadContainer::name).orElse(null);
                    if (serves != null
                            && !serves.equals(run.here().previous())
                            && !serves.equals(run.here().container())) {
                        run.failHere(Words.superseded(change.workload(), serves));
                        return;
                    }
                    proxyTurn.to(route(view), this::turned);
                },
                this::turn);
    }

    /** Shared with the old container where it is to have the rest. */
    private ProxyRoute route(HostView view) throws DockerException {
        HostState here = run.here();
        WorkloadContainer container = view.find(here.container())
                .orElseThrow(() -> new DockerException(Kind.ABSENT, Words.removed(here.container())));
        int weight = run.state().weight();
        if (weight == Stop.ALL || here.previous() == null) {
            return container.route();
        }
        return view.find(here.previous())
                .filter(WorkloadContainer::isRunning)
                .map(previous -> previous.route().shared(container.share(weight)))
                .orElseThrow(() -> new DockerException(
                        Kind.ABSENT, "%s runs no more and cannot have its share".formatted(here.previous())));
    }

    private void turned(Set<Integer> workers) {
        RunState state = run.state();
        journal.step(
                Stage.VERIFY,
                Words.turned(state.located(run.here().container()), run.here().previous(), state.weight()));
        run.remember(state.here(run.here().turned(workers)));
        run.next();
    }

    void drain() {
        String previous = run.here().previous();
        String named = run.state().located(String.valueOf(previous));
        run.waitsFor("requests to %s to end".formatted(named));
        run.attempt(
                () -> {
                    if (previous != null && isDraining()) {
                        journal.rollout(Stage.VERIFY, "Waiting for requests to %s to end".formatted(named), 80);
                        run.lookAgain(this::drain);
                        return;
                    }
                    if (previous != null) {
                        run.host().containers().stop(previous);
                        journal.step(Stage.VERIFY, "Stopped %s and kept it for a rollback".formatted(named));
                    }
                    for (WorkloadContainer old :
                            run.host().view(change.workload()).outlived()) {
                        run.host().containers().remove(old.name());
                        journal.step(
                                Stage.VERIFY,
                                "Removed %s, the oldest one kept"
                                        .formatted(run.state().located(old.name())));
                    }
                    run.host()
                            .containers()
                            .find(run.here().container())
                            .ifPresent(container -> run.show(run.state().at(), container));
                    run.next();
                },
                this::drain);
    }

    /** Whether nginx still has processes with connections from before the turn, and time to let them end. */
    private boolean isDraining() throws DockerException, InterruptedException {
        return run.now().isBefore(run.state().deadline().minus(DockerRun.MARGIN))
                && !Collections.disjoint(
                        run.host().proxy().workers().all(), run.here().workers());
    }

    /** The new version serves: that the old one lingers harms nobody. */
    void leaveOldBehind(String cause) {
        String previous = run.state().located(String.valueOf(run.here().previous()));
        journal.step(Stage.VERIFY, "Left %s behind: %s".formatted(previous, cause));
        run.next();
    }

    void succeed() {
        HostState first = run.state().hosts().get(0);
        String message =
                "%s serves %s".formatted(first.container(), journal.record().url());
        journal.rollout(Stage.VERIFY, message, 100);
        journal.update(
                deployment -> deployment.revision((long) first.revision()).traffic(null));
        journal.stage(Stage.VERIFY, StageStatus.SUCCEEDED, message);
        run.finish(DeploymentStatus.SUCCEEDED, null);
    }
}
