package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;

/**
 * What a build leaves that ends before its deployments do: it was killed, or it could not be resumed after a crash, as one with the durability that is optimized for performance. Nobody would wait for the end of a canary, and nobody
 * could abort it, so its target is taken back to what ran before, as when the build is aborted.
 */
final class LeftDeployments {
    private static final String ENDED = "Its build ended before it";
    private static final String DELETED = "Its build was deleted";

    private LeftDeployments() {}

    /** Of a build that is over now. */
    static void takeBack(Run<?, ?> run) throws IOException {
        takeBackGoing(run, ENDED);
        for (DeploymentAction action : run.getActions(DeploymentAction.class)) {
            RunsWithoutBuild.get().takeBack(run, action, ENDED);
        }
    }

    /** Of a build that is about to be deleted. */
    static void abandon(Run<?, ?> run) throws IOException {
        takeBackGoing(run, DELETED);
    }

    private static void takeBackGoing(Run<?, ?> run, String why) throws IOException {
        for (DeploymentRun going :
                AutoDeployRuntime.get().running().of(run.getParent().getFullName(), run.getNumber())) {
            new RunWithoutBuild(run).takeBack(going, why);
        }
    }
}
