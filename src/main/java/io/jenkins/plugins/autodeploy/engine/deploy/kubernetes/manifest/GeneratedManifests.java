package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.generate.KubernetesManifests;
import io.jenkins.plugins.autodeploy.engine.generate.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/** The manifests of a request that brings none. Pure. */
public final class GeneratedManifests {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private GeneratedManifests() {}

    /**
     * @param now what runs, whose replicas and port stay where the request names none; null when nothing runs yet
     */
    public static List<Manifest> of(DeployRequest request, @CheckForNull LiveWorkload now) {
        Optional<LiveWorkload> running = Optional.ofNullable(now);
        int replicas = Optional.ofNullable(request.replicas())
                .or(() -> running.map(LiveWorkload::replicas))
                .orElse(1);
        Integer port = Optional.ofNullable(request.port())
                .or(() -> running.flatMap(GeneratedManifests::port))
                .orElse(null);
        // Nothing is known of the image's user: as non-root, an image that runs as root would not start.
        WorkloadSpec workload = new WorkloadSpec(
                request.workload(),
                request.image(),
                port,
                replicas,
                request.env(),
                request.healthCheck().path(),
                false);
        return KubernetesManifests.forWorkload(workload).stream()
                .map(object ->
                        new Manifest(SERIALIZATION.convertValue(withInterval(object, request), ObjectNode.class)))
                .toList();
    }

    private static Optional<Integer> port(LiveWorkload now) {
        return now.template().getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getContainerPort)
                .findFirst();
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
