package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A deployment that no build waits for: a rollback that people start on the page, or what a build left behind that ended before it. It is kept with a build all the same, in that build's event log and as one of its
 * deployments.
 */
final class RunWithoutBuild {
    private static final Logger LOGGER = Logger.getLogger(RunWithoutBuild.class.getName());

    private final Run<?, ?> run;

    RunWithoutBuild(Run<?, ?> run) {
        this.run = run;
    }

    void begin(RollbackRequest request, ClusterChoice cluster) throws IOException, InvalidInputException {
        DeploymentEngine engine = cluster.engine(run);
        try {
            BuildObserver observer = observer(NewsSubject.of(request, List.of()), cluster);
            RunsWithoutBuild.get().add(run, request.id(), null);
            follow(engine.rollback(request, observer), engine::close);
        } catch (IOException | RuntimeException e) {
            engine.close();
            RunsWithoutBuild.get().ended(request.id());
            throw e;
        }
    }

    /** Takes back what goes on in this process although the build is over. */
    void takeBack(DeploymentRun going, String why) throws IOException {
        if (RunsWithoutBuild.get().add(run, going.id(), why)) {
            follow(going, () -> {});
            going.abort(why);
        }
    }

    /**
     * Goes on with one that went on when Jenkins went down; does nothing where the build knows nothing of it.
     *
     * @param takenBack why it is taken back; null where it is to go on
     */
    void resume(String deploymentId, @CheckForNull String takenBack) throws IOException, InvalidInputException {
        DeploymentAction action = BuildRecords.deployment(run, deploymentId);
        String saved = DeploymentState.of(run, deploymentId).read().orElse(null);
        if (action == null || saved == null) {
            RunsWithoutBuild.get().ended(deploymentId);
        } else {
            resume(action, saved, takenBack);
        }
    }

    private void resume(DeploymentAction action, String saved, @CheckForNull String takenBack)
            throws IOException, InvalidInputException {
        DeploymentEngine engine = action.getCluster().engine(run);
        try {
            NewsSubject subject = NewsSubject.resumed(action.getId(), action.getEnvironment(), takenBack == null);
            DeploymentRun resumed = engine.resume(saved, observer(subject, action.getCluster()));
            follow(resumed, engine::close);
            if (takenBack != null) {
                resumed.abort(takenBack);
            }
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private BuildObserver observer(NewsSubject subject, ClusterChoice cluster) throws IOException {
        BuildJournal journal = BuildJournal.outside(run);
        return new BuildObserver(
                journal, DeploymentState.of(run, subject.deployment()), cluster, BuildNews.desk(run, journal, subject));
    }

    private void follow(DeploymentRun going, Runnable atEnd) {
        AutoDeployRuntime runtime = AutoDeployRuntime.get();
        going.outcome().whenComplete((outcome, failure) -> {
            atEnd.run();
            if (runtime.isShuttingDown()) {
                return; // it is taken up again
            }
            if (failure != null) {
                LOGGER.log(Level.WARNING, failure, () -> "The deployment " + going.id() + " failed");
            }
            forget(going.id());
            if (!run.isBuilding()) {
                BuildEnd.closeLog(run);
            }
        });
    }

    private void forget(String deploymentId) {
        RunsWithoutBuild.get().ended(deploymentId);
        try {
            DeploymentState.of(run, deploymentId).delete();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The state of " + deploymentId + " is left behind");
        }
    }
}
