package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisTarget;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Restarts;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Time in which the new version serves and the old one is kept running beside it: its containers are looked at, and where there is an analysis, its samples decide. Whatever fails is one turn of
 * the proxy away from what was before.
 */
final class Vigil {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DockerRun run;
    private final Change change;
    private final DeploymentJournal journal;

    /** What was seen last: the new and the old containers of all hosts. */
    private List<WorkloadContainer> canaries = List.of();

    private List<WorkloadContainer> stables = List.of();

    @CheckForNull
    private AnalysisWatch analysis;

    Vigil(DockerRun run, Change change, DeploymentJournal journal) {
        this.run = run;
        this.change = change;
        this.journal = journal;
    }

    void go() {
        analysis = null;
        journal.log(Stage.VERIFY, Words.vigil(run.state()));
        run.waitsFor(Words.vigil(run.state()));
        look();
    }

    /** Samples that still come are of no use. */
    void stop() {
        if (analysis != null) {
            analysis.stop();
        }
    }

    private void look() {
        run.attempt(
                () -> {
                    if (!see()) {
                        return;
                    }
                    if (isAnalysed() && analysis == null) {
                        lookLater();
                        analyse();
                    } else if (!isAnalysed() && !run.now().isBefore(end())) {
                        run.next();
                    } else {
                        lookLater();
                    }
                },
                this::look);
    }

    /** @return false if the new version does not run any more on one of the hosts, which fails the run */
    private boolean see() throws DockerException, InterruptedException {
        List<WorkloadContainer> running = new ArrayList<>();
        List<WorkloadContainer> kept = new ArrayList<>();
        for (int i = 0; i < run.hosts().size(); i++) {
            Containers containers = run.hosts().get(i).containers();
            HostState host = run.state().hosts().get(i);
            Optional<WorkloadContainer> found = containers.find(host.container());
            if (found.isEmpty()) {
                run.failAt(i, Words.removed(host.container()));
                return false;
            }
            run.show(i, found.get());
            if (!found.get().isRunning()) {
                run.failAt(i, Words.ended(found.get(), run.lastOutput(i)));
                return false;
            }
            running.add(found.get());
            if (host.previous() != null) {
                containers
                        .find(host.previous())
                        .filter(WorkloadContainer::isRunning)
                        .ifPresent(kept::add);
            }
        }
        canaries = running;
        stables = kept;
        return true;
    }

    private void lookLater() {
        Duration left = Duration.between(run.now(), end());
        boolean last = !isAnalysed() && left.compareTo(LONGEST_PAUSE) < 0;
        run.lookAgainIn(last ? left : LONGEST_PAUSE, this::look);
    }

    private Instant end() {
        return run.state().deadline();
    }

    private boolean isAnalysed() {
        return change.plan().analysis() != null && run.state().phase() != Phase.KEEPING;
    }

    private void analyse() {
        analysis = run.watch(this::take);
        analysis.start(target(), new Restarts() {
            @Override
            public int ofCanary() {
                return restarts(canaries);
            }

            @Override
            @CheckForNull
            public Integer ofStable() {
                return stables.isEmpty() ? null : restarts(stables);
            }
        });
    }

    private void take(AnalysisJudge.Verdict verdict) {
        run.save();
        run.waitsFor(verdict.sentence());
        switch (verdict.outcome()) {
            case GO_ON -> {}
            case FAILED -> run.fail(verdict.sentence());
            case PASSED -> {
                journal.log(Stage.VERIFY, verdict.sentence());
                run.next();
            }
        }
    }

    private AnalysisTarget target() {
        Deployment record = journal.record();
        AnalysisTarget target = new AnalysisTarget(
                change.workload(),
                "",
                change.id(),
                record.image(),
                record.url(),
                matcher(canaries),
                stables.isEmpty() ? null : matcher(stables));
        boolean local = run.hosts().get(0).settings().isLocal();
        return local && !stables.isEmpty()
                ? target.apart(new AnalysisTarget.Addresses(
                        canaries.get(0).loopbackUrl(), stables.get(0).loopbackUrl()))
                : target;
    }

    /** As cAdvisor names the containers of a Docker host. */
    private static String matcher(List<WorkloadContainer> containers) {
        String names =
                containers.stream().map(WorkloadContainer::name).distinct().collect(Collectors.joining("|"));
        return (names.contains("|") ? "name=~\"%s\"" : "name=\"%s\"").formatted(names);
    }

    private static int restarts(List<WorkloadContainer> containers) {
        return containers.stream().mapToInt(WorkloadContainer::restarts).sum();
    }
}
