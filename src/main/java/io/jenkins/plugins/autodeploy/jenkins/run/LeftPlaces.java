package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Gives targets free that are reserved for deployments which will not be taken up again. After a restart a place stays reserved as long as its build goes on, since the build resumes by itself, or as long as it
 * goes on without a build. Looks once a minute besides being told, so that nothing waits for ever: it begins when all jobs are loaded, and costs nothing while nothing is reserved.
 */
@Extension
public final class LeftPlaces extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(LeftPlaces.class.getName());

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    /** At once: whoever waits after a restart may wait for nobody. */
    @Override
    public long getInitialDelay() {
        return 0;
    }

    @Override
    protected void doRun() {
        release();
    }

    static void release() {
        AutoDeployRuntime.get().locks().release(LeftPlaces::isOver);
    }

    /** Loads the build, which by that finds out whether it can be resumed. What one that cannot leaves half done is taken back first: nobody is told of the end of such a build. */
    private static boolean isOver(Place place) {
        if (RunsWithoutBuild.get().isGoing(place.deployment())) {
            return false;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = place.job() == null ? null : Jenkins.get().getItemByFullName(place.job(), Job.class);
            Run<?, ?> run = job == null ? null : job.getBuildByNumber(place.run());
            if (run == null) {
                return true;
            }
            return !run.isInProgress() && !isTakenBack(run, place.deployment());
        }
    }

    private static boolean isTakenBack(Run<?, ?> run, String deployment) {
        try {
            LeftDeployments.takeBack(run);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The deployments of " + run + " are left as they are");
        }
        return RunsWithoutBuild.get().isGoing(deployment);
    }
}
