package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a target back to what was there before. Every act can be done again. */
final class WayBack {
    private final ClusterApi cluster;
    private final String deploymentId;
    private final Before before;

    /** @param deploymentId the deployment whose change is taken back */
    WayBack(ClusterApi cluster, String deploymentId, Before before) {
        this.cluster = cluster;
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
            steps.accept(secret.label() + " keeps its new content, since Secrets are not kept for the way back");
        }
        long generation = before.ran() ? restoreWorkload(steps) : 0;
        for (ObjectRef object : before.absent()) {
            removeOwn(object, steps);
        }
        return generation;
    }

    private long restoreWorkload(Consumer<String> steps) throws InvalidInputException {
        ObjectRef version = before.kind().version(before.version());
        ObjectNode kept = cluster.find(version)
                .orElseThrow(() -> new KubernetesClientException(
                        "%s, which holds what ran before, is gone".formatted(version.label())));
        ObjectNode restored = cluster.restoreExactly(LiveObject.join(before.frame(), LiveObject.template(kept)));
        steps.accept("Took %s back to revision %d, %s"
                .formatted(before.frame().at("/metadata/name").asText(), before.revision(), before.image()));
        return LiveObject.generation(restored);
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
