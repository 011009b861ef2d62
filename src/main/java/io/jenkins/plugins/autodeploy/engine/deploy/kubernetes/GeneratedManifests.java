package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.generate.KubernetesManifests;
import io.jenkins.plugins.autodeploy.engine.generate.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The manifests of a request that brings none. Pure. */
final class GeneratedManifests {
    private GeneratedManifests() {}

    /**
     * @param replicasNow null when the workload does not run yet
     * @return YAML texts, one an object
     */
    static List<ManifestText> of(DeployRequest request, @CheckForNull Integer replicasNow) {
        int replicas = Stream.of(Optional.ofNullable(request.replicas()), Optional.ofNullable(replicasNow))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(1);
        // Nothing is known of the image's user: as non-root, an image that runs as root would not start.
        WorkloadSpec workload = new WorkloadSpec(
                request.workload(),
                request.image(),
                request.port(),
                replicas,
                request.env(),
                request.healthCheck().path(),
                false);
        return KubernetesManifests.forWorkload(workload).stream()
                .map(object -> ManifestText.unnamed(Serialization.asYaml(withInterval(object, request))))
                .toList();
    }

    private static HasMetadata withInterval(HasMetadata object, DeployRequest request) {
        if (object instanceof Deployment deployment) {
            Container container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            if (container.getReadinessProbe() != null) {
                int seconds = (int) request.healthCheck().interval().toSeconds();
                container.getReadinessProbe().setPeriodSeconds(seconds);
            }
        }
        return object;
    }
}
