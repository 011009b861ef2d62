package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Objects;

/**
 * A version of a workload that its cluster keeps: a replica set of a Deployment, a ControllerRevision of a StatefulSet or DaemonSet. Pure.
 *
 * @param number what {@code kubectl rollout history} calls it; 0 when it has none
 * @param owner uid of what its pods belong to
 * @param podHash what its pods have as the label {@value #POD_HASH}; null for a replica set, to which its pods belong
 */
public record ClusterRevision(
        ObjectMeta metadata,
        long number,
        PodTemplateSpec template,
        String owner,
        @CheckForNull String podHash) {
    private static final String POD_HASH = "controller-revision-hash";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param object a ReplicaSet or ControllerRevision */
    public static ClusterRevision of(HasMetadata object) {
        return object instanceof ReplicaSet replicaSet
                ? ofReplicaSet(replicaSet)
                : ofControllerRevision((ControllerRevision) object);
    }

    private static ClusterRevision ofReplicaSet(ReplicaSet replicaSet) {
        ObjectMeta metadata = replicaSet.getMetadata();
        return new ClusterRevision(
                metadata, number(metadata), replicaSet.getSpec().getTemplate(), metadata.getUid(), null);
    }

    private static ClusterRevision ofControllerRevision(ControllerRevision revision) {
        ObjectMeta metadata = revision.getMetadata();
        JsonNode data = MAPPER.valueToTree(revision.getData());
        String hash = metadata.getLabels() == null ? null : metadata.getLabels().get(POD_HASH);
        return new ClusterRevision(
                metadata,
                Objects.requireNonNullElse(revision.getRevision(), 0L),
                MAPPER.convertValue(LiveObject.patchedTemplate(data), PodTemplateSpec.class),
                metadata.getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .findFirst()
                        .orElse(""),
                // A DaemonSet's pods have the hash alone, a StatefulSet's the whole name.
                hash == null ? metadata.getName() : hash);
    }

    public String name() {
        return metadata.getName();
    }

    /** The deployment that brought it; null when it was not made by one. */
    @CheckForNull
    public String deploymentId() {
        return LiveWorkload.deploymentId(template);
    }

    /** Whether its rollout was seen complete; versions that were not brought by a deployment count as good. */
    public boolean isGood() {
        return deploymentId() == null || deploymentId().equals(LiveWorkload.annotation(metadata, Annotations.VERIFIED));
    }

    public String image() {
        return template.getSpec().getContainers().get(0).getImage();
    }

    public boolean isOf(LiveWorkload workload) {
        return isOwned(metadata, workload.metadata().getUid());
    }

    public boolean made(Pod pod) {
        return isOwned(pod.getMetadata(), owner)
                && (podHash == null
                        || pod.getMetadata().getLabels() != null
                                && podHash.equals(pod.getMetadata().getLabels().get(POD_HASH)));
    }

    private static boolean isOwned(ObjectMeta object, String owner) {
        return object.getOwnerReferences().stream().anyMatch(reference -> Objects.equals(reference.getUid(), owner));
    }

    private static long number(ObjectMeta replicaSet) {
        try {
            return Long.parseLong(String.valueOf(LiveWorkload.annotation(replicaSet, Annotations.REVISION)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
