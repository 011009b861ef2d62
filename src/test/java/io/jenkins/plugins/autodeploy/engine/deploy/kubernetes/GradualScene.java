package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trials;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** {@code web} with four replicas and a Service runs, and its next version is to be tried beside it. */
abstract class GradualScene extends KubernetesScene {
    static final String MANIFESTS = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 4
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web}]}
            """;

    final RecordingObserver observer = new RecordingObserver();

    @BeforeEach
    void firstVersionRuns() throws Exception {
        end(engine.deploy(tried("d1", GOOD, canary("50")).request(), new RecordingObserver()));
    }

    /** @param more manifests */
    WantedDeployment tried(String id, String image, RolloutPlan plan, String... more) {
        return wanted(id, image).manifests(MANIFESTS + String.join("", more)).plan(plan);
    }

    static RolloutPlan canary(String... steps) throws InvalidInputException {
        return PlanReader.read(RolloutPlan.CANARY, List.of(steps), "0s", null, null);
    }

    static RolloutPlan canaryBy(String traffic) throws InvalidInputException {
        return PlanReader.read(RolloutPlan.CANARY, List.of("25", "50"), "0s", traffic, null);
    }

    static RolloutPlan blueGreen(String keepFor) throws InvalidInputException {
        return PlanReader.read(RolloutPlan.BLUE_GREEN, List.of(), null, null, keepFor);
    }

    JsonNode selector() {
        return new ObjectMapper()
                .valueToTree(admin.services()
                        .inNamespace(namespace)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getSelector());
    }

    io.fabric8.kubernetes.api.model.apps.Deployment second(String name) {
        return admin.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    /** Nothing is left of the trial, and the workload is as it was but for its version. */
    void onlyTheFirstRuns(String image) {
        assertThat(image()).isEqualTo(image);
        assertThat(live().getSpec().getReplicas()).isEqualTo(4);
        assertThat(live().getStatus().getAvailableReplicas()).isEqualTo(4);
        assertThat(selector()).isEqualTo(Trials.yaml("{app: web}"));
        assertThat(names(
                        admin.apps().deployments().inNamespace(namespace).list().getItems()))
                .containsExactly("web");
        assertThat(names(admin.services().inNamespace(namespace).list().getItems()))
                .containsExactly("web");
        assertThat(names(admin.network()
                        .v1()
                        .ingresses()
                        .inNamespace(namespace)
                        .list()
                        .getItems()))
                .doesNotContain("web-canary");
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    static void succeeded(Deployment record) {
        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.traffic().weight()).isEqualTo(100);
        assertThat(record.traffic().step()).isEqualTo(record.traffic().steps());
    }
}
