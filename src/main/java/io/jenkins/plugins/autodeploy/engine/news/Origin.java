package io.jenkins.plugins.autodeploy.engine.news;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What the record of a deployment does not say of it, and its host knows.
 *
 * @param rollback whether somebody takes the target back
 * @param job full name
 * @param link where the run is, relative to the host's root; null if nowhere
 * @param page where people see the deployment and decide, as a whole URL; null if nowhere
 * @param allowOutdated whether it may replace what is newer
 */
public record Origin(
        boolean rollback,
        String job,
        int run,
        @CheckForNull String link,
        @CheckForNull String page,
        boolean allowOutdated) {}
