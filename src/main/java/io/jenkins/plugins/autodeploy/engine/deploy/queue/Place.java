package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A deployment's place in the queue of its target.
 *
 * @param deployment its id
 * @param job full name of the job that makes it; null when not known
 * @param run the job's run that makes it, or keeps it
 * @param entered when it took the place
 * @param granted when the target became free for it; null while it waits
 */
public record Place(
        String deployment,
        @CheckForNull String job,
        int run,
        Instant entered,
        @CheckForNull Instant granted) {
    /** For people: {@code team/shop #12 (12-4900e7f9)}. */
    public String label() {
        return job == null ? deployment : "%s #%d (%s)".formatted(job, run, deployment);
    }

    Place grantedAt(Instant now) {
        return new Place(deployment, job, run, entered, now);
    }
}
