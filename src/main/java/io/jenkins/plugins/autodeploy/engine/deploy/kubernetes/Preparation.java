package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentJournal;
import io.jenkins.plugins.autodeploy.engine.deploy.Meanwhile;
import io.jenkins.plugins.autodeploy.engine.deploy.Timers;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Leftovers;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.util.Optional;

/** Finds out what a run is to apply and that the cluster will take it, and takes back what lost runs left. Used by a run's tasks, one at a time. */
final class Preparation {
    private static final Duration SOON = Duration.ofMillis(500);

    private final KubernetesRun run;
    private final Change change;
    private final ClusterApi cluster;
    private final DeploymentJournal journal;
    private final Timers timers;
    private final Leftovers leftovers;

    /** Whether the cluster has an earlier change of the workload still to take up before this one can begin. */
    private boolean lagging;

    /** Read a moment ago, for what comes before the rehearsal. */
    @CheckForNull
    private PresentWorkload ahead;

    @CheckForNull
    private Proposal proposal;

    Preparation(KubernetesRun run, Change change, ClusterApi cluster, DeploymentJournal journal, Timers timers) {
        this.run = run;
        this.change = change;
        this.cluster = cluster;
        this.journal = journal;
        this.timers = timers;
        this.leftovers = new Leftovers(cluster, change.workload());
    }

    /** Reads the workload for what is asked of it before the rehearsal, which begins from the same. */
    PresentWorkload readAhead() throws InvalidInputException {
        ahead = null;
        ahead = read();
        return ahead;
    }

    private PresentWorkload read() throws InvalidInputException {
        return PresentWorkload.read(cluster, change.kind(cluster), change.workload());
    }

    /** What is to be applied; null before the first rehearsal. */
    @CheckForNull
    Proposal proposal() {
        return proposal;
    }

    /** Rehearses the change, again where it was before, and has the run go on with it. */
    void rehearse() {
        run.waitsFor("the cluster's answer to a rehearsal");
        run.attempt(
                () -> {
                    RunState state = run.state();
                    PresentWorkload there = ahead != null ? ahead : read();
                    ahead = null;
                    Meanwhile<Rehearsal> rehearsed = Meanwhile.begin(
                            run::besides,
                            () -> Rehearsal.of(change, cluster, there, state.version(), state.replicas()));
                    if (there.object().isPresent() && !change.dryRun()) {
                        run.expect(there.view().workload().kind());
                    }
                    Optional<Trial> lost =
                            state.queued() && !change.dryRun() ? leftovers.find(run.id()) : Optional.empty();
                    Rehearsal rehearsal = rehearsed.result();
                    proposal = rehearsal.proposal();
                    proposal.remarks().forEach(remark -> journal.log(Stage.DEPLOY, remark));
                    if (lost.isPresent()) {
                        takeBack(lost.get());
                        return;
                    }
                    Before before = state.before() != null ? state.before() : rehearsal.before();
                    Optional<Trial> trial = state.queued() && before != null
                            ? new TrialSetup(change, cluster).find(proposal, before)
                            : Optional.empty();
                    if (change.dryRun()) {
                        endDryRun(rehearsal, trial);
                    } else if (before == null) {
                        run.waitsFor("the cluster to take an earlier change of the workload up");
                        lagging = true;
                        run.open(proposal.kind(), rehearsal.selector(), () -> {});
                    } else {
                        run.open(proposal.kind(), rehearsal.selector(), () -> run.begin(before, trial));
                    }
                },
                this::rehearse);
    }

    /** What was there before is known once there is nothing to take back. */
    private void takeBack(Trial lost) throws InvalidInputException {
        leftovers.takeBack(lost, run.now(), sentence -> journal.step(Stage.DEPLOY, sentence));
        run.waitsFor("what a lost deployment left beside the workload to be removed");
        timers.retry(SOON, this::rehearse);
    }

    /** Goes on once the cluster has taken up what the run waits for. */
    void look(WorkloadView view) {
        if (lagging && view.currentRevision().isPresent()) {
            lagging = false;
            rehearse();
        }
    }

    private void endDryRun(Rehearsal rehearsal, Optional<Trial> trial) {
        rehearsal.differences().forEach(sentence -> journal.step(Stage.DEPLOY, "Dry run: " + sentence));
        if (rehearsal.differences().isEmpty()) {
            journal.step(Stage.DEPLOY, "Dry run: nothing would change");
        }
        trial.ifPresent(tried -> journal.step(
                Stage.DEPLOY,
                "Dry run: would try it in Deployment %s first; requests are divided by %s"
                        .formatted(tried.second(), tried.by())));
        journal.update(deployment -> RolloutRecord.begun(deployment, proposal, rehearsal.before()));
        journal.stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "Dry run: nothing was changed");
        run.finish(DeploymentStatus.SUCCEEDED, null);
    }
}
