package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Who or what started a deployment.
 *
 * @param kind {@code user}, {@code scm}, {@code timer}, {@code upstream}, {@code cli}, …
 * @param user the user's id, if a person did
 * @param run the run's number within its job
 * @param link where to see the run
 * @param job full name of the job that the run belongs to; unique among all jobs that deploy; null when not known
 */
public record Trigger(
        String kind,
        @CheckForNull String user,
        int run,
        @CheckForNull String link,
        @CheckForNull String job) {
    /** A trigger whose job is not known. */
    public Trigger(String kind, @CheckForNull String user, int run, @CheckForNull String link) {
        this(kind, user, run, link, null);
    }
}
