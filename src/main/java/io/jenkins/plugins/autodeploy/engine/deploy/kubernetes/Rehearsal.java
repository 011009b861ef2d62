package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Difference;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.HashedConfig;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What would happen, found out before anything changes: each object goes through the server's own validation, admission, permissions and field ownership by a dry run, so
 * that what the server refuses is refused with nothing half done.
 *
 * @param selector of the workload's pods
 * @param before null while the cluster has not finished an earlier change of the workload, so that what runs is not known yet
 * @param differences one sentence for each field or object that would change; only looked for when nothing is to be changed
 */
record Rehearsal(
        Proposal proposal,
        LabelSelector selector,
        @CheckForNull Before before,
        List<String> differences) {
    /**
     * @param there the workload as it is now, with its versions
     * @param chosen see {@link Change#propose}
     * @param replicas that the workload counts as having; null for those that it has
     */
    static Rehearsal of(
            Change change,
            ClusterApi cluster,
            PresentWorkload there,
            @CheckForNull String chosen,
            @CheckForNull Integer replicas)
            throws InvalidInputException {
        LiveWorkload found = there.view().workload();
        LiveWorkload workload = found == null || replicas == null ? found : found.with(replicas);
        Proposal proposal =
                change.propose(cluster, WorkloadView.of(workload, there.view().revisions(), List.of()), chosen);
        List<String> differences = new ArrayList<>();
        List<ObjectNode> objects = new ArrayList<>();
        List<ObjectRef> absent = new ArrayList<>();
        List<ObjectRef> unkept = new ArrayList<>();
        ObjectNode frame = null;
        for (Manifest manifest : proposal.manifests()) {
            ObjectNode then = rehearse(cluster, proposal, manifest);
            Optional<ObjectNode> now = manifest == proposal.workload() ? there.object() : cluster.find(manifest.ref());
            if (change.dryRun()) {
                ObjectNode earlier = now.isPresent() ? now.get() : earlierContent(cluster, workload, manifest);
                differences.addAll(Difference.between(manifest, earlier, then));
            }
            if (now.isEmpty()) {
                absent.add(manifest.ref());
            } else if (manifest == proposal.workload()) {
                frame = LiveObject.frame(now.get());
            } else if (manifest.kind().equals("Secret")) {
                if (!HashedConfig.isHashed(manifest)) {
                    unkept.add(manifest.ref()); // otherwise its name says that its content is the same
                }
            } else {
                objects.add(LiveObject.restorable(now.get()));
            }
        }
        if (change.dryRun() && workload != null && !proposal.restoring()) {
            new Prune(cluster, workload)
                    .preview(proposal.manifests())
                    .forEach(object -> differences.add(
                            "would remove %s, which the manifests no longer have".formatted(object.label())));
        }
        List<String> told = proposal.differences() == null ? differences : proposal.differences();
        LabelSelector selector = LiveObject.selector(proposal.workload().json());
        if (frame == null) {
            Before nothing = new Before(proposal.kind(), null, null, null, null, null, null, objects, absent, unkept);
            return new Rehearsal(proposal, selector, nothing, told);
        }
        ClusterRevision current = there.view()
                .currentRevision()
                .filter(revision -> revision.number() > 0)
                .orElse(null);
        Before before = current == null
                ? null
                : new Before(
                        proposal.kind(),
                        frame,
                        current.name(),
                        current.number(),
                        current.image(),
                        workload.actor(),
                        current.deploymentId(),
                        objects,
                        absent,
                        unkept);
        return new Rehearsal(proposal, selector, before, told);
    }

    /** What the workload uses now where the manifest has another content for it; null when there is no such thing. */
    @CheckForNull
    private static ObjectNode earlierContent(ClusterApi cluster, @CheckForNull LiveWorkload workload, Manifest manifest)
            throws InvalidInputException {
        if (workload == null || !HashedConfig.isHashed(manifest)) {
            return null;
        }
        for (ObjectRef used : ConfigReferences.in(workload.template().getSpec())) {
            if (HashedConfig.isSibling(manifest, used)) {
                return cluster.find(used).orElse(null);
            }
        }
        return null;
    }

    private static ObjectNode rehearse(ClusterApi cluster, Proposal proposal, Manifest manifest)
            throws InvalidInputException {
        try {
            return proposal.restoring() ? cluster.rehearseRestore(manifest) : cluster.rehearse(manifest);
        } catch (KubernetesClientException e) {
            if (Objects.toString(e.getMessage(), "").contains("does not support dry run")) {
                // An admission web hook that has side effects: it can only be asked in earnest.
                return manifest.json();
            }
            throw e;
        }
    }
}
