package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A deployment to make. Plain data with a JSON form and without secrets, so that a host can keep it and resume after a restart.
 *
 * @param id of the deployment, made by the host
 * @param image reference to run; never null
 * @param namespace Kubernetes only
 * @param workload a DNS label
 * @param manifests texts of Kubernetes YAML files, with the workload's Deployment among them; empty to generate them
 * @param replicas null for what runs now, or 1 at the first deployment
 * @param port the container's port; null for what the image or manifests say
 * @param publicPort Docker host only: where the proxy listens; null for {@code port}
 * @param env environment variables of the container
 * @param strategy {@code rolling} or {@code recreate}
 * @param dryRun says what would be done and changes nothing; needs no approval
 * @param analysis Kubernetes only: how to watch the new version after its rollout; null to be content with the rollout
 * @param approval that it waits for before it takes its place in the target's queue; null for none
 */
public record DeployRequest(
        String id,
        String environment,
        String image,
        String namespace,
        String workload,
        List<String> manifests,
        @CheckForNull Integer replicas,
        @CheckForNull Integer port,
        @CheckForNull Integer publicPort,
        Map<String, String> env,
        String strategy,
        HealthCheck healthCheck,
        Duration timeout,
        boolean rollbackOnFailure,
        boolean dryRun,
        Trigger trigger,
        @CheckForNull String commit,
        @CheckForNull Analysis analysis,
        @CheckForNull ApprovalRule approval) {
    public DeployRequest {
        manifests = manifests == null ? List.of() : List.copyOf(manifests);
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    /** What a workload is called after its image where nobody named it: {@code web} of {@code registry:5000/shop/web:1.4@sha256:…}. */
    public static String workloadOf(String image) {
        String withoutDigest = image.split("@", 2)[0];
        String last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.split(":", 2)[0].replace('_', '-').replace('.', '-');
    }

    /** The approval that it really waits for: what changes nothing needs none. */
    @CheckForNull
    public ApprovalRule neededApproval() {
        return dryRun ? null : approval;
    }

    /** The same deployment with manifests that were read since. */
    public DeployRequest withManifests(List<String> texts) {
        return new DeployRequest(
                id,
                environment,
                image,
                namespace,
                workload,
                texts,
                replicas,
                port,
                publicPort,
                env,
                strategy,
                healthCheck,
                timeout,
                rollbackOnFailure,
                dryRun,
                trigger,
                commit,
                analysis,
                approval);
    }
}
