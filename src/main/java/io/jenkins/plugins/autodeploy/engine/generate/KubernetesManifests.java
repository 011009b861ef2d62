package io.jenkins.plugins.autodeploy.engine.generate;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Manifests that run one image: a Deployment and, where it listens, a Service. They name {@code apps/v1} and {@code v1} only, which every cluster serves. */
public final class KubernetesManifests {
    static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final int SERVICE_PORT = 80;
    private static final int PROBE_SECONDS = 10;
    private static final int STARTING_PROBES = 30;

    private KubernetesManifests() {}

    /** The objects in the order in which they are to be applied. */
    public static List<HasMetadata> forWorkload(WorkloadSpec workload) {
        Map<String, String> labels = Map.of(NAME_LABEL, workload.name());
        List<HasMetadata> objects = new ArrayList<>();
        if (workload.port() != null) {
            objects.add(new ServiceBuilder()
                    .withNewMetadata()
                    .withName(workload.name())
                    .withLabels(labels)
                    .endMetadata()
                    .withNewSpec()
                    .withSelector(labels)
                    .addNewPort()
                    .withName("http")
                    .withProtocol("TCP")
                    .withPort(SERVICE_PORT)
                    .withTargetPort(new IntOrString("http"))
                    .endPort()
                    .endSpec()
                    .build());
        }
        objects.add(new DeploymentBuilder()
                .withNewMetadata()
                .withName(workload.name())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(workload.replicas())
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(pod(workload).build())
                .endTemplate()
                .endSpec()
                .build());
        return objects;
    }

    private static PodSpecBuilder pod(WorkloadSpec workload) {
        ContainerBuilder container = new ContainerBuilder()
                .withName(workload.name())
                .withImage(workload.image())
                .withNewResources()
                .addToRequests("cpu", new Quantity("50m"))
                .addToRequests("memory", new Quantity("128Mi"))
                .addToLimits("memory", new Quantity("512Mi"))
                .endResources()
                .withSecurityContext(security(workload).build());
        new TreeMap<>(workload.env())
                .forEach((name, value) ->
                        container.addNewEnv().withName(name).withValue(value).endEnv());
        if (workload.port() != null) {
            container
                    .addNewPort()
                    .withName("http")
                    .withProtocol("TCP")
                    .withContainerPort(workload.port())
                    .endPort()
                    .withReadinessProbe(probe(workload, 3))
                    .withLivenessProbe(alive(3))
                    .withStartupProbe(alive(STARTING_PROBES));
        }
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addToContainers(container.build());
    }

    /** Takes from an image that runs as root nothing that it may need to start; see Pod Security "baseline" and "restricted". */
    private static SecurityContextBuilder security(WorkloadSpec workload) {
        SecurityContextBuilder security = new SecurityContextBuilder().withAllowPrivilegeEscalation(false);
        if (workload.nonRootImage()) {
            security.withRunAsNonRoot(true)
                    .withNewCapabilities()
                    .addToDrop("ALL")
                    .endCapabilities();
        }
        return security;
    }

    private static Probe probe(WorkloadSpec workload, int failures) {
        if (workload.healthPath() == null) {
            return alive(failures);
        }
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(workload.healthPath())
                .withPort(new IntOrString("http"))
                .endHttpGet()
                .withPeriodSeconds(PROBE_SECONDS)
                .withFailureThreshold(failures)
                .build();
    }

    /** Asks for a connection only: a page that fails is no reason to end the process. */
    private static Probe alive(int failures) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString("http"))
                .endTcpSocket()
                .withPeriodSeconds(failures > 3 ? 2 : PROBE_SECONDS)
                .withFailureThreshold(failures)
                .build();
    }
}
