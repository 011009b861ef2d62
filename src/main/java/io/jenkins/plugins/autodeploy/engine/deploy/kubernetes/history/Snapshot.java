package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version of a workload that was seen to work, with all that is needed to have it again after the cluster has forgotten it. Its JSON form only grows.
 *
 * @param version the name of the replica set or ControllerRevision that held it
 * @param revision its number when it was last brought
 * @param deployed when the deployment that brought it began
 * @param workload the object as it was
 * @param configs the ConfigMaps and Secrets that it read, as they were
 * @param unkept those whose content had no room
 */
public record Snapshot(
        String deploymentId,
        String version,
        long revision,
        String image,
        Instant deployed,
        @CheckForNull String commit,
        ObjectNode workload,
        List<ObjectNode> configs,
        List<ObjectRef> unkept) {
    public Snapshot {
        configs = configs == null ? List.of() : List.copyOf(configs);
        unkept = unkept == null ? List.of() : List.copyOf(unkept);
    }

    ObjectNode template() {
        return LiveObject.template(workload);
    }

    /** Null for a DaemonSet. */
    @CheckForNull
    Integer replicas() {
        JsonNode replicas = workload.at("/spec/replicas");
        return replicas.isInt() ? Integer.valueOf(replicas.intValue()) : null;
    }

    public Optional<ObjectNode> config(ObjectRef object) {
        return configs.stream()
                .filter(kept -> new Manifest(kept).ref().equals(object))
                .findFirst();
    }

    /** The same version, brought again. */
    Snapshot again(long number) {
        return new Snapshot(deploymentId, version, number, image, deployed, commit, workload, configs, unkept);
    }

    /** The same without the content of its largest ConfigMap or Secret; empty when it has none. */
    Optional<Snapshot> smaller() {
        return configs.stream()
                .max(Comparator.comparingInt(config -> config.toString().length()))
                .map(largest -> {
                    List<ObjectRef> names = new ArrayList<>(unkept);
                    names.add(new Manifest(largest).ref());
                    List<ObjectNode> rest =
                            configs.stream().filter(config -> config != largest).toList();
                    return new Snapshot(
                            deploymentId, version, revision, image, deployed, commit, workload, rest, names);
                });
    }
}
