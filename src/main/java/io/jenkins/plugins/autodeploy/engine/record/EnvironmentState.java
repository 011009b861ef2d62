package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * What one environment runs on one target.
 *
 * @param current the deployment whose image runs now; null when none of the last thousand runs to it worked
 * @param last the newest deployment or rollback, whatever became of it
 * @param candidates earlier deployments that worked and can be gone back to, the newest first; the first is the previous good one
 */
public record EnvironmentState(
        String environment, Target target, @CheckForNull Release current, Release last, List<Release> candidates) {
    /**
     * A deployment and the run that made it.
     *
     * @param url where to see the run
     */
    public record Release(
            int run,
            String name,
            @CheckForNull String url,
            @CheckForNull String title,
            Deployment deployment) {}
}
