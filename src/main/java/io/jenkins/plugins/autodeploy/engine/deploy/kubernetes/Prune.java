package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ClusterHistory;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Inventory;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Removes what earlier deployments of a workload made and its manifests no longer have: only objects of its {@link Inventory} that this engine applied and that belong to the workload still. Content that a
 * version needs to which one can go back stays. What cannot be removed is told and left for the next deployment: it is no reason for one that works to fail.
 */
final class Prune {
    private final ClusterApi cluster;
    private final LiveWorkload workload;

    /** Null until it is asked for. */
    @CheckForNull
    private Set<ObjectRef> inUse;

    Prune(ClusterApi cluster, LiveWorkload workload) {
        this.cluster = cluster;
        this.workload = workload;
    }

    /**
     * Removes what the deployment did not apply. Can be done again.
     *
     * @param deploymentId the deployment that runs now
     * @param steps hears what was done
     */
    void go(String deploymentId, Consumer<String> steps) throws InvalidInputException {
        Inventory inventory = Inventory.of(workload);
        List<ObjectRef> left = new ArrayList<>();
        for (ObjectRef object : inventory.objects()) {
            if (staysInInventory(object, deploymentId, steps)) {
                left.add(object);
            }
        }
        if (!left.equals(inventory.objects())) {
            cluster.annotate(workload.ref(), Annotations.INVENTORY, new Inventory(left).text());
        }
    }

    /** What {@link #go} would remove once these manifests are applied. */
    List<ObjectRef> preview(List<Manifest> manifests) {
        return Inventory.of(workload).without(manifests).stream()
                .filter(object -> {
                    try {
                        return cluster.find(object)
                                .filter(live -> isOurs(live) && !mustStay(object, live))
                                .isPresent();
                    } catch (InvalidInputException e) {
                        return false; // the cluster no longer knows its kind
                    }
                })
                .toList();
    }

    private boolean staysInInventory(ObjectRef object, String deploymentId, Consumer<String> steps) {
        try {
            Optional<ObjectNode> found = cluster.find(object);
            if (found.isEmpty() || !isOurs(found.get())) {
                return false;
            }
            ObjectNode live = found.get();
            if (annotation(live, Annotations.DEPLOYMENT_ID).equals(deploymentId) || mustStay(object, live)) {
                return true;
            }
            cluster.delete(object);
            steps.accept(
                    "Removed %s, which the manifests no longer have%s".formatted(object.label(), finalizers(live)));
            return false;
        } catch (InvalidInputException e) {
            return false; // the cluster no longer knows its kind
        } catch (KubernetesClientException e) {
            steps.accept("%s; it stays until the next deployment"
                    .formatted(ApiProblem.of(
                                    e,
                                    "%s, which the manifests no longer have, cannot be removed"
                                            .formatted(object.label()),
                                    cluster.namespace(),
                                    cluster.server())
                            .sentence()));
            return true;
        }
    }

    /** Somebody else may have made an object of that name meanwhile, or another workload may have taken it over. */
    private boolean isOurs(ObjectNode live) {
        return live.at("/metadata/labels").path(Labels.WORKLOAD).asText().equals(workload.name())
                && StreamSupport.stream(live.at("/metadata/managedFields").spliterator(), false)
                        .anyMatch(fields -> fields.path("manager").asText().equals(ClusterApi.FIELD_MANAGER))
                && !live.at("/metadata").hasNonNull("deletionTimestamp");
    }

    /** A claim's data would be gone with it: that has to be asked for. */
    private boolean mustStay(ObjectRef object, ObjectNode live) {
        String wish = annotation(live, Annotations.PRUNE);
        boolean data = object.kind().equals("PersistentVolumeClaim") && !wish.equals("true");
        return data || wish.equals("false") || isInUse(object);
    }

    /** Whether pods that run, of this workload or another, or a version that is kept need its content. */
    private boolean isInUse(ObjectRef object) {
        if (!object.kind().equals("ConfigMap") && !object.kind().equals("Secret")) {
            return false;
        }
        if (inUse == null) {
            inUse = cluster.podSpecs(workload.kind()).stream()
                    .flatMap(pod -> ConfigReferences.in(pod).stream())
                    .collect(Collectors.toSet());
            inUse.addAll(new ClusterHistory(cluster).read(workload).configs());
        }
        return inUse.contains(object);
    }

    private static String annotation(ObjectNode live, String name) {
        return live.at("/metadata/annotations").path(name).asText("");
    }

    private static String finalizers(ObjectNode live) {
        String names = StreamSupport.stream(live.at("/metadata/finalizers").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; it is gone once its finalizers let it go: " + names;
    }
}
