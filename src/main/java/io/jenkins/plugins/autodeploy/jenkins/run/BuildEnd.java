package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps histories, open logs and queues in step with builds that end and builds and jobs that are deleted. */
@Extension
public final class BuildEnd extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(BuildEnd.class.getName());

    /** The history first: a page that is told that the run is over asks it at once. */
    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        if (!BuildRecords.exist(run)) {
            return;
        }
        try {
            JobHistory.of(run.getParent()).append(BuildRecords.summary(run));
            LeftDeployments.takeBack(run);
            DeploymentState.deleteAll(run, RunsWithoutBuild.get().goingOnWith(run));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The records of " + run + " could not be written");
        }
        closeLog(run);
        LeftPlaces.release();
    }

    /** Ends the log of a build that is over, once no deployment that goes on without it writes there any more. */
    static void closeLog(Run<?, ?> run) {
        try {
            if (RunsWithoutBuild.get().goingOnWith(run).isEmpty()) {
                AutoDeployRuntime.get().live().close(run.getParent().getFullName(), run.getNumber());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The log of " + run + " stays open");
        }
    }

    @Override
    public void onDeleted(@NonNull Run<?, ?> run) {
        try {
            LeftDeployments.abandon(run);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The deployments of " + run + " go on");
        }
        AutoDeployRuntime.get().live().close(run.getParent().getFullName(), run.getNumber());
        if (!Files.exists(RunFiles.history(run.getParent()))) {
            return; // most jobs of a controller have nothing to do with deployments
        }
        try {
            JobHistory.of(run.getParent()).remove(run.getNumber());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The history of " + run.getParent() + " could not be written");
        }
    }

    /** Forgets the history of a job that is gone or lies elsewhere now. */
    @Extension
    public static final class Jobs extends ItemListener {
        @Override
        public void onDeleted(Item item) {
            if (item instanceof Job<?, ?> job) {
                AutoDeployRuntime.get().histories().remove(RunFiles.history(job));
            }
        }

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            // A folder that moved takes its jobs along.
            AutoDeployRuntime.get()
                    .histories()
                    .keySet()
                    .removeIf(file -> !Files.isDirectory(file.getParent().getParent()));
        }
    }
}
