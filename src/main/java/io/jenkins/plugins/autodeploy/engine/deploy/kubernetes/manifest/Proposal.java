package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import java.util.List;

/**
 * What a change wants the cluster to have.
 *
 * @param manifests in the order in which they are applied, the workload last
 * @param restoring whether fields of other owners are taken over
 * @param version the name of the replica set or ControllerRevision whose template is taken back; null for a new version
 * @param differences what would change, in words; null to have it told field by field
 * @param url where the workload will answer from outside the cluster, if the manifests tell
 * @param remarks what was left out of the manifests, a sentence each
 */
public record Proposal(
        List<Manifest> manifests,
        boolean restoring,
        String image,
        @CheckForNull String version,
        @CheckForNull List<String> differences,
        @CheckForNull String url,
        List<String> remarks) {
    public Manifest workload() {
        return manifests.get(manifests.size() - 1);
    }

    public WorkloadKind kind() {
        return WorkloadKind.of(workload()).orElseThrow();
    }

    /** All but the workload. */
    public List<Manifest> others() {
        return manifests.subList(0, manifests.size() - 1);
    }
}
