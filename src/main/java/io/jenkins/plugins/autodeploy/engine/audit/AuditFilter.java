package io.jenkins.plugins.autodeploy.engine.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * Which entries are asked for; null in each part for all.
 *
 * @param since the first moment
 * @param until the first moment that is too late
 */
public record AuditFilter(
        @CheckForNull Instant since,
        @CheckForNull Instant until,
        @CheckForNull String job,
        @CheckForNull String environment,
        @CheckForNull String workload,
        @CheckForNull String user,
        @CheckForNull AuditAction action) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

    boolean matches(AuditEntry entry) {
        return (since == null || !entry.time().isBefore(since))
                && (until == null || entry.time().isBefore(until))
                && (job == null || job.equals(entry.job()))
                && (environment == null || environment.equals(entry.environment()))
                && (workload == null || workload.equals(entry.target().workload()))
                && (user == null || user.equals(entry.actor().user()))
                && (action == null || action == entry.action());
    }
}
