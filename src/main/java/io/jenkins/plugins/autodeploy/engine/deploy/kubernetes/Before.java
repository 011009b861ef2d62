package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import java.util.List;

/**
 * What was there before a change, enough to have it back. Kept with the run's state: it holds no pod template (the cluster does) and no Secret, since a
 * state must not hold secrets.
 *
 * @param kind of the workload
 * @param frame the workload without its pod template; null when there was none
 * @param version the name of the replica set or ControllerRevision that ran; null when there was none
 * @param deploymentId the deployment or rollback that acted last
 * @param broughtBy the deployment that brought the version that ran
 * @param objects the other objects of the manifests that were there
 * @param absent the objects of the manifests that were not there
 * @param unkept objects that were there and cannot be had back: Secrets
 */
record Before(
        WorkloadKind kind,
        @CheckForNull ObjectNode frame,
        @JsonAlias("replicaSet") @CheckForNull String version,
        @CheckForNull Long revision,
        @CheckForNull String image,
        @CheckForNull String deploymentId,
        @CheckForNull String broughtBy,
        List<ObjectNode> objects,
        List<ObjectRef> absent,
        List<ObjectRef> unkept) {
    Before {
        kind = kind == null ? WorkloadKind.DEPLOYMENT : kind;
        objects = objects == null ? List.of() : List.copyOf(objects);
        absent = absent == null ? List.of() : List.copyOf(absent);
        unkept = unkept == null ? List.of() : List.copyOf(unkept);
    }

    /** The same where something else has decided on another number of replicas meanwhile. */
    Before with(int replicas) {
        ObjectNode scaled = frame.deepCopy();
        scaled.withObject("/spec").put("replicas", replicas);
        return new Before(kind, scaled, version, revision, image, deploymentId, broughtBy, objects, absent, unkept);
    }

    boolean ran() {
        return frame != null;
    }

    /** Of the pods that ran; where none did, one that finds those of a workload without manifests. */
    LabelSelector selector(String workload) {
        return frame != null
                ? LiveObject.selector(frame)
                : new LabelSelectorBuilder()
                        .addToMatchLabels("app.kubernetes.io/name", workload)
                        .build();
    }
}
