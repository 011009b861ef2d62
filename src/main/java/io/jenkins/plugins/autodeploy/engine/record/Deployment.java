package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/**
 * One deployment or rollback to one target, from its start on.
 *
 * @param id unique within the controller; safe in URLs and as a label value
 * @param image the reference that this deployment brings
 * @param previousImage what ran before; null at the first deployment
 * @param strategy {@code rolling}, {@code recreate}
 * @param revision the target's revision that it made; null until known
 * @param ended null while it goes on
 * @param steps what was done, one sentence each, in order
 * @param reason why it failed or was aborted, in one sentence
 * @param url where the workload answers, if known
 * @param rolledBack whether the target was taken back to what ran before
 * @param previousDeploymentId the deployment that made the previous revision, if known
 */
public record Deployment(
        String id,
        String environment,
        Target target,
        String image,
        @CheckForNull String previousImage,
        String strategy,
        DeploymentStatus status,
        @CheckForNull Long revision,
        @CheckForNull Long previousRevision,
        Instant started,
        @CheckForNull Instant ended,
        Trigger trigger,
        @CheckForNull String commit,
        List<String> steps,
        List<PodState> pods,
        @CheckForNull HealthResult health,
        @CheckForNull String url,
        @CheckForNull String reason,
        boolean rolledBack,
        @CheckForNull String rollbackReason,
        @CheckForNull String previousDeploymentId) {
    public Deployment {
        steps = steps == null ? List.of() : List.copyOf(steps);
        pods = pods == null ? List.of() : List.copyOf(pods);
    }
}
