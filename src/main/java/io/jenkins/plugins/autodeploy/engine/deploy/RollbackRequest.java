package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;

/**
 * A rollback to make. Plain data with a JSON form and without secrets.
 *
 * @param to revision number or deployment id; null for the last good one before what runs now
 * @param reason for the record
 */
public record RollbackRequest(
        String id,
        String environment,
        String namespace,
        String workload,
        @CheckForNull String to,
        String reason,
        HealthCheck healthCheck,
        Duration timeout,
        boolean dryRun,
        Trigger trigger) {
    /** The same rollback of a workload that was found since. */
    public RollbackRequest withWorkload(String name) {
        return new RollbackRequest(id, environment, namespace, name, to, reason, healthCheck, timeout, dryRun, trigger);
    }
}
