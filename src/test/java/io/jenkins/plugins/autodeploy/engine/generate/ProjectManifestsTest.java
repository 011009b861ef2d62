package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectManifestsTest {
    static List<Fixture> fixtures() throws Exception {
        return Fixture.all();
    }

    /** The rules of Pod Security's "restricted", as Kubernetes' documentation has them. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void passesPodSecurityRestrictedWhereTheImageIsOurs(Fixture fixture) throws Exception {
        DetectedProject project = ProjectDetector.standard().detect(fixture.project());
        boolean ours = project.components().stream().allMatch(component -> component.dockerfile() == null);

        for (PodSpec pod : pods(project)) {
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNotEqualTo(true);
            for (Container container : pod.getContainers()) {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                if (ours) {
                    assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
                    assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .containsExactly("ALL");
                }
            }
        }
    }

    @Test
    void bringsEachPathToTheComponentThatAnswersIt() {
        Ingress ingress = only(Ingress.class, Projects.shop());

        assertThat(ingress.getSpec().getTls().get(0).getSecretName()).isEqualTo("web-tls");
        assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
                .extracting(path ->
                        path.getPath() + " " + path.getBackend().getService().getName())
                .containsExactly("/api api", "/ web");
    }

    @Test
    void runsProcessesBesideTheComponentAndAtTheirTimes() {
        DetectedProject project = new DetectedProject(List.of(Projects.component(
                "shop",
                ComponentKind.SERVER,
                3000,
                new ProcessType("worker", "npm run worker", null),
                new ProcessType("night", "./clean.sh", "0 3 * * *"),
                new ProcessType("release", "npm run migrate", null))));

        List<HasMetadata> objects = objects(project);

        assertThat(objects)
                .filteredOn(Deployment.class::isInstance)
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("shop", "shop-worker");
        CronJob job = only(CronJob.class, project);
        assertThat(job.getSpec().getSchedule()).isEqualTo("0 3 * * *");
        assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        assertThat(job.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getCommand())
                .containsExactly("sh", "-c", "./clean.sh");
    }

    @Test
    void leavesTheNumberOfPodsToTheAutoscaler() {
        Deployment deployment = objects(Projects.shop()).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(deployment.getSpec().getReplicas()).isNull();
        assertThat(objects(Projects.shop()))
                .extracting(HasMetadata::getKind)
                .contains("HorizontalPodAutoscaler", "PodDisruptionBudget", "ServiceAccount");
    }

    @Test
    void letsNoTextOfAProjectOutOfItsComment() {
        DetectedProject project = new DetectedProject(List.of(Projects.component(
                "shop", ComponentKind.SERVER, 3000, new ProcessType("release", "true\nkind: Secret", null))));

        assertThat(ProjectManifests.of(project).get(0).content())
                .contains("true kind: Secret")
                .doesNotContain("\nkind: Secret");
    }

    static List<HasMetadata> objects(DetectedProject project) {
        List<HasMetadata> objects = new ArrayList<>();
        for (GeneratedFile file : ProjectManifests.of(project)) {
            for (String document : file.content().split("(?m)^---$")) {
                if (document.contains("kind:")) {
                    objects.add(Serialization.unmarshal(document));
                }
            }
        }
        return objects;
    }

    private static List<PodSpec> pods(DetectedProject project) {
        List<PodSpec> pods = new ArrayList<>();
        for (HasMetadata object : objects(project)) {
            if (object instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate().getSpec());
            } else if (object instanceof CronJob job) {
                pods.add(job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
            }
        }
        return pods;
    }

    private static <T extends HasMetadata> T only(Class<T> kind, DetectedProject project) {
        List<T> found = objects(project).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
