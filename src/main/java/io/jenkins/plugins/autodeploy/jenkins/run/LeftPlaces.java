package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;

/**
 * Gives targets free that are reserved for deployments which will not be taken up again. After a restart a place stays reserved as long as its build goes on, since the build resumes by itself, or as long as its
 * rollback is among those of pages that go on. Looks once a minute besides being told, so that nothing waits for ever: it begins when all jobs are loaded, and costs nothing while nothing is reserved.
 */
@Extension
public final class LeftPlaces extends PeriodicWork {
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

    /** Loads the build, which by that finds out whether it can be resumed. */
    private static boolean isOver(Place place) {
        if (PageRollbacks.get().isGoing(place.deployment())) {
            return false;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = place.job() == null ? null : Jenkins.get().getItemByFullName(place.job(), Job.class);
            Run<?, ?> run = job == null ? null : job.getBuildByNumber(place.run());
            return run == null || !run.isInProgress();
        }
    }
}
