package io.jenkins.plugins.autodeploy.engine.generate;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Manifests for all components of a project: one file a component, and one Ingress that brings requests to the right one. They pass Pod Security's "restricted" for
 * images that were generated here. Values of Secrets are never generated; what refers to them says how they are made.
 */
final class ProjectManifests {
    private static final String DIRECTORY = "kubernetes/";
    private static final String DOMAIN = ".example.org";
    /** Replaced by the image of each deployment. */
    private static final String NO_RELEASE = ":0.0.0";

    private static final int LEAST_PODS = 2;
    private static final int MOST_PODS = 10;
    private static final int BUSY_PERCENT = 75;
    private static final String RELEASE = "release";

    private ProjectManifests() {}

    static List<GeneratedFile> of(DetectedProject project) {
        List<GeneratedFile> files = new ArrayList<>();
        for (Component component : project.components()) {
            if (component.kind() != ComponentKind.FUNCTION) {
                files.add(file(component.name(), comments(component), objects(component)));
            }
        }
        Map<String, Component> routes = Routes.of(project);
        if (!routes.isEmpty()) {
            files.add(file(
                    "ingress",
                    ingressComments(project),
                    List.of(ingress(project.main().name(), routes))));
        }
        return files;
    }

    private static GeneratedFile file(String name, List<String> comments, List<HasMetadata> objects) {
        StringBuilder yaml = new StringBuilder();
        comments.forEach(comment ->
                yaml.append("# ").append(comment.replaceAll("\\p{Cntrl}", " ")).append('\n'));
        objects.forEach(object -> yaml.append(Serialization.asYaml(object)));
        return new GeneratedFile(DIRECTORY + name + ".yaml", yaml.toString());
    }

    private static List<String> comments(Component component) {
        List<String> comments =
                new ArrayList<>(List.of("deployToCluster(manifests: '%s%s.yaml', image: …) fills in the image."
                        .formatted(DIRECTORY, component.name())));
        if (!isFiles(component)) {
            comments.add("Secrets reach the pods as environment variables, as soon as this is there:");
            comments.add(
                    "  kubectl create secret generic %s-secrets --from-literal=NAME=VALUE".formatted(component.name()));
        }
        component.processes().stream()
                .filter(process -> process.name().equals(RELEASE))
                .forEach(process -> comments.add("Before each release the project runs: " + process.command()));
        return comments;
    }

    private static List<String> ingressComments(DetectedProject project) {
        List<String> comments = new ArrayList<>(
                List.of("Put your own host in; its certificate is expected in the Secret that tls names."));
        project.services()
                .forEach(service -> comments.add("The project also needs %s (%s), which is not made here."
                        .formatted(service.name(), service.image())));
        return comments;
    }

    private static List<HasMetadata> objects(Component component) {
        WorkloadSpec workload = workload(component, component.name(), component.port());
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(component.name())
                .withLabels(labels(component.name()))
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build());
        if (!isFiles(component)) {
            objects.add(configuration(component));
        }
        for (HasMetadata object : KubernetesManifests.forWorkload(workload)) {
            objects.add(object instanceof Deployment deployment ? scaled(deployment, component) : object);
        }
        if (component.port() != null) {
            objects.add(autoscaler(component.name()));
            objects.add(disruptionBudget(component.name()));
        }
        for (ProcessType process : component.processes()) {
            if (!process.name().equals(RELEASE)) {
                objects.add(process(component, process));
            }
        }
        return objects;
    }

    private static HasMetadata configuration(Component component) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(component.name() + "-config")
                .withLabels(labels(component.name()))
                .endMetadata()
                .withData(
                        component.port() == null
                                ? Map.of()
                                : Map.of("PORT", component.port().toString()))
                .build();
    }

    private static boolean isFiles(Component component) {
        return component.kind() == ComponentKind.SPA || component.kind() == ComponentKind.STATIC;
    }

    private static WorkloadSpec workload(Component component, String name, Integer port) {
        boolean ours = component.dockerfile() == null;
        String health = component.healthPath() == null && isFiles(component) && ours ? "/" : component.healthPath();
        return new WorkloadSpec(name, component.name() + NO_RELEASE, port, 1, Map.of(), health, ours);
    }

    /** The autoscaler says how many there are, so that an apply does not put the number back. */
    private static Deployment scaled(Deployment deployment, Component component) {
        PodTemplateSpec template = complete(deployment.getSpec().getTemplate(), component);
        return new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(component.port() == null ? Integer.valueOf(1) : null)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /** Adds the account, where configuration comes from, and limits. Files are served from a file system that cannot be written to. */
    private static PodTemplateSpec complete(PodTemplateSpec template, Component component) {
        PodTemplateSpecBuilder pod = new PodTemplateSpecBuilder(template)
                .editSpec()
                .withServiceAccountName(component.name())
                .editFirstContainer()
                .editResources()
                .addToLimits("cpu", new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec();
        if (!isFiles(component)) {
            configured(pod, component);
        } else if (component.dockerfile() == null) {
            readOnly(pod);
        }
        return pod.build();
    }

    private static void configured(PodTemplateSpecBuilder pod, Component component) {
        pod.editSpec()
                .editFirstContainer()
                .addNewEnvFrom()
                .withNewConfigMapRef(component.name() + "-config", true)
                .endEnvFrom()
                .addNewEnvFrom()
                .withNewSecretRef(component.name() + "-secrets", true)
                .endEnvFrom()
                .endContainer()
                .endSpec();
    }

    private static void readOnly(PodTemplateSpecBuilder pod) {
        pod.editSpec()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .editFirstContainer()
                .editSecurityContext()
                .withReadOnlyRootFilesystem(true)
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .endContainer()
                .endSpec();
    }

    private static HasMetadata process(Component component, ProcessType process) {
        String suffix = process.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String name = component.name() + "-" + suffix;
        Deployment deployment = (Deployment)
                KubernetesManifests.forWorkload(workload(component, name, null)).get(0);
        PodTemplateSpec template = new PodTemplateSpecBuilder(
                        complete(deployment.getSpec().getTemplate(), component))
                .editSpec()
                .editFirstContainer()
                .withCommand("sh", "-c", process.command())
                .endContainer()
                .endSpec()
                .build();
        if (process.schedule() == null) {
            return new DeploymentBuilder(deployment)
                    .editSpec()
                    .withTemplate(template)
                    .endSpec()
                    .build();
        }
        return new CronJobBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(name))
                .endMetadata()
                .withNewSpec()
                .withSchedule(process.schedule())
                .withConcurrencyPolicy("Forbid")
                .withSuccessfulJobsHistoryLimit(3)
                .withFailedJobsHistoryLimit(3)
                .withNewJobTemplate()
                .withNewSpec()
                .withBackoffLimit(2)
                .withTemplate(new PodTemplateSpecBuilder(template)
                        .editSpec()
                        .withRestartPolicy("OnFailure")
                        .endSpec()
                        .build())
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
    }

    private static HasMetadata autoscaler(String name) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(name))
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", name)
                .withMinReplicas(LEAST_PODS)
                .withMaxReplicas(MOST_PODS)
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(BUSY_PERCENT)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    private static HasMetadata disruptionBudget(String name) {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(name))
                .endMetadata()
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(labels(name))
                .endSelector()
                .endSpec()
                .build();
    }

    private static HasMetadata ingress(String name, Map<String, Component> routes) {
        List<HTTPIngressPath> paths = new ArrayList<>();
        routes.forEach((route, component) -> paths.add(new HTTPIngressPathBuilder()
                .withPath(route)
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(component.name())
                .withNewPort()
                .withName("http")
                .endPort()
                .endService()
                .endBackend()
                .build()));
        String host = name + DOMAIN;
        return new IngressBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(name))
                .endMetadata()
                .withNewSpec()
                .addNewTl()
                .withHosts(host)
                .withSecretName(name + "-tls")
                .endTl()
                .addNewRule()
                .withHost(host)
                .withNewHttp()
                .withPaths(paths)
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(String name) {
        return Map.of(KubernetesManifests.NAME_LABEL, name);
    }
}
