package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Who or what started a deployment.
 *
 * @param kind {@code user}, {@code scm}, {@code timer}, {@code upstream}, {@code cli}, …
 * @param user the user's id, if a person did
 * @param run the run's number within its job
 * @param link where to see the run
 */
public record Trigger(
        String kind,
        @CheckForNull String user,
        int run,
        @CheckForNull String link) {}
