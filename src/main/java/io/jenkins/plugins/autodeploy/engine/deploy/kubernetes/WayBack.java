package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ClusterHistory;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a target back to what was there before. Every act can be done again. */
final class WayBack {
    private final ClusterApi cluster;
    private final ClusterHistory history;
    private final String deploymentId;
    private final Before before;

    /** @param deploymentId the deployment whose change is taken back */
    WayBack(ClusterApi cluster, String deploymentId, Before before) {
        this.cluster = cluster;
        this.history = new ClusterHistory(cluster);
        this.deploymentId = deploymentId;
        this.before = before;
    }

    /**
     * @param steps hears what was done
     * @return the least generation of the workload that has what was before; 0 when there is to be none
     */
    long go(Consumer<String> steps) throws InvalidInputException {
        for (ObjectNode object : before.objects()) {
            cluster.restore(new Manifest(object));
        }
        if (!before.objects().isEmpty()) {
            steps.accept("Restored " + before.objects().size() + " other objects of the manifests");
        }
        for (ObjectRef secret : before.unkept()) {
            restoreSecret(secret, steps);
        }
        long generation = before.ran() ? restoreWorkload(steps) : 0;
        for (ObjectRef object : before.absent()) {
            removeOwn(object, steps);
        }
        return generation;
    }

    private long restoreWorkload(Consumer<String> steps) throws InvalidInputException {
        ObjectNode template = history.template(before.kind(), workload(), before.version())
                .orElseThrow(() -> new KubernetesClientException("%s, which holds what ran before, is gone"
                        .formatted(before.kind().version(before.version()).label())));
        ObjectNode restored = cluster.restoreExactly(LiveObject.join(before.frame(), template));
        steps.accept("Took %s back to revision %d, %s".formatted(workload(), before.revision(), before.image()));
        return LiveObject.generation(restored);
    }

    /** The state of a run must hold no Secret; the snapshot of what ran before may have it. */
    private void restoreSecret(ObjectRef secret, Consumer<String> steps) throws InvalidInputException {
        Optional<ObjectNode> kept = before.ran()
                ? history.snapshot(before.kind(), workload(), before.version())
                        .flatMap(snapshot -> snapshot.config(secret))
                : Optional.empty();
        if (kept.isPresent()) {
            cluster.restore(new Manifest(kept.get()));
            steps.accept("Restored " + secret.label());
        } else {
            steps.accept(secret.label() + " keeps its new content, since its old one is not kept");
        }
    }

    private String workload() {
        return before.frame().at("/metadata/name").asText();
    }

    /** Only what this deployment made: somebody else may have made an object of that name meanwhile. */
    private void removeOwn(ObjectRef object, Consumer<String> steps) throws InvalidInputException {
        Optional<ObjectNode> found = cluster.find(object);
        String owner = found.map(live -> live.path("metadata")
                        .path("annotations")
                        .path(Annotations.DEPLOYMENT_ID)
                        .asText())
                .orElse("");
        if (owner.equals(deploymentId)) {
            cluster.delete(object);
            steps.accept("Removed %s, which this deployment had made".formatted(object.label()));
        }
    }
}
