package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.news.NewsDesk;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.StepPrograms;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildNews;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildObserver;
import io.jenkins.plugins.autodeploy.jenkins.run.DeploymentState;
import io.jenkins.plugins.autodeploy.jenkins.run.NewsSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A deployment or rollback that goes on without an executor and, while it waits, without a thread. What is kept with the build: here the parameters, in the build's directory the engine's own state
 * ({@link DeploymentState}), which is written before each act. After a restart the watch is taken up from there.
 */
abstract class DeploymentStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String deploymentId;
    private final ClusterChoice cluster;
    private final boolean dryRun;

    /** Names of channels; null in what older versions kept. */
    private final List<String> notify;

    /** Null until the engine has begun, after a restart too. */
    private transient volatile DeploymentRun deployment;

    /** Null until the engine has begun, and for a rehearsal. */
    private transient volatile NewsDesk news;

    private transient volatile Throwable stopCause;
    private transient volatile boolean finished;

    DeploymentStepExecution(TargetStep step, String deploymentId, StepContext context) {
        super(context);
        this.deploymentId = deploymentId;
        cluster = new ClusterChoice(step.getCluster(), step.getCredentialsId(), step.getDockerHost());
        dryRun = step.isDryRun();
        notify = new ArrayList<>(step.getNotify());
    }

    /** What the audit log and the channels need to know. */
    abstract NewsSubject subject(List<String> channels) throws IOException;

    /** Starts what the parameters say. On a thread that may wait. */
    abstract DeploymentRun begin(DeploymentEngine engine, DeploymentObserver observer, BuildJournal journal)
            throws Exception;

    final String deploymentId() {
        return deploymentId;
    }

    @Override
    public boolean start() {
        try {
            AutoDeployRuntime.get().workers().submit(this::connect);
        } catch (RejectedExecutionException e) {
            if (!AutoDeployRuntime.get().isShuttingDown()) {
                throw e;
            }
            // It begins after the restart.
        }
        return false;
    }

    @Override
    public void onResume() {
        start();
    }

    /** Asks the engine to take the target back; the step ends when that is done, or at once when nothing has begun or this is asked a second time. */
    @Override
    public void stop(@NonNull Throwable cause) {
        boolean again = stopCause != null;
        stopCause = cause;
        NewsDesk desk = news;
        if (desk != null) {
            desk.abortedBy(StopCauses.user(cause));
        }
        DeploymentRun running = deployment;
        if (running != null) {
            running.abort(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
        if (again || running == null) {
            fail(cause);
        }
    }

    @Override
    public String getStatus() {
        DeploymentRun running = deployment;
        return running == null ? "connecting" : running.waitsFor();
    }

    private void connect() {
        if (stopCause != null) {
            return;
        }
        try {
            Run<?, ?> run = getContext().get(Run.class);
            DeploymentState state = DeploymentState.of(run, deploymentId);
            DeploymentEngine engine = cluster.engine(run, new StepPrograms(getContext()));
            watch(run, engine, BuildJournal.of(getContext()), state);
        } catch (Throwable e) {
            // Also an error of a library that does not fit: the step must end.
            fail(StepFailure.of(e));
        }
    }

    private void watch(Run<?, ?> run, DeploymentEngine engine, BuildJournal journal, DeploymentState state)
            throws Exception {
        try {
            DeploymentObserver observer = observer(run, journal, state);
            Optional<String> saved = state.read();
            if (stopCause != null && saved.isEmpty()) {
                engine.close();
                return; // aborted before anything began
            }
            deployment = journal.masked(
                    saved.isPresent() ? engine.resume(saved.get(), observer) : begin(engine, observer, journal));
        } catch (Exception | Error e) {
            engine.close();
            throw e;
        }
        AutoDeployRuntime.get().running().add(run.getParent()::getFullName, run.getNumber(), deployment);
        deployment.outcome().whenComplete((outcome, failure) -> {
            engine.close();
            if (!run.isBuilding()) {
                return; // it was killed, and nobody waits for the step
            }
            if (failure == null) {
                end(outcome);
            } else {
                fail(StepFailure.of(failure));
            }
        });
        Throwable stopped = stopCause;
        if (stopped != null) {
            deployment.abort(String.valueOf(stopped.getMessage()));
        }
    }

    private DeploymentObserver observer(Run<?, ?> run, BuildJournal journal, DeploymentState state) throws IOException {
        if (dryRun) {
            return new RehearsalObserver(journal);
        }
        NewsDesk desk = BuildNews.desk(run, journal, subject(notify == null ? List.of() : notify));
        news = desk;
        if (stopCause != null) {
            desk.abortedBy(StopCauses.user(stopCause));
        }
        return new BuildObserver(journal, state, cluster, desk);
    }

    private void end(Deployment outcome) {
        if (outcome.status() == DeploymentStatus.SUCCEEDED) {
            succeed(outcome);
        } else if (outcome.status() == DeploymentStatus.ABORTED && stopCause != null) {
            fail(stopCause);
        } else if (outcome.status() == DeploymentStatus.ABORTED) {
            fail(new FlowInterruptedException(Result.ABORTED, true, new DeploymentAborted(sentence(outcome))));
        } else {
            fail(new AbortException(sentence(outcome)));
        }
    }

    private static String sentence(Deployment outcome) {
        String reason = outcome.reason() == null ? outcome.rollbackReason() : outcome.reason();
        if (outcome.status() == DeploymentStatus.ABORTED && !outcome.reachedTarget()) {
            return "Deployment of %s to %s did not begin: %s".formatted(outcome.image(), outcome.environment(), reason);
        }
        String what = "Deployment of %s to %s failed: %s".formatted(outcome.image(), outcome.environment(), reason);
        if (!outcome.rolledBack()) {
            return what;
        }
        return outcome.previousImage() == null
                ? what + " (what it had made was removed)"
                : "%s (rolled back to %s)".formatted(what, outcome.previousImage());
    }

    private void succeed(Deployment outcome) {
        if (finishes()) {
            getContext().onSuccess(StepResults.of(outcome));
        }
    }

    private void fail(Throwable cause) {
        if (finishes()) {
            getContext().onFailure(cause);
        }
    }

    /** Whether this is the one end of the step. What ends because Jenkins goes down is no end: it is taken up again. */
    private synchronized boolean finishes() {
        if (finished || AutoDeployRuntime.get().isShuttingDown()) {
            return false;
        }
        finished = true;
        AutoDeployRuntime.get().locks().release(place -> place.deployment().equals(deploymentId));
        return true;
    }

    /** A rehearsal is no deployment: it is told in the log, and begun anew after a restart. */
    private record RehearsalObserver(BuildJournal events) implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String text) {}
    }
}
