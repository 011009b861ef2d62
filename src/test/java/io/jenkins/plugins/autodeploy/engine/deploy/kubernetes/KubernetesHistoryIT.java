package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.SnapshotSecret;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the cluster remembers of a workload's versions, beyond its replica sets. */
@RequiresParts(Part.KUBERNETES)
class KubernetesHistoryIT extends KubernetesScene {
    private static final String MANIFESTS = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web-config, annotations: {autodeploy.jenkins.io/fixed-name: "true"}}
        data: {LIMIT: "%s"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: %d
          revisionHistoryLimit: 0
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "web", envFrom: [{configMapRef: {name: web-config}}]}]}
        """;

    @Test
    void goesBackToAVersionWhoseReplicaSetIsGoneWithItsReplicasAndConfiguration() throws Exception {
        end(engine.deploy(
                wanted("d1", GOOD).manifests(MANIFESTS.formatted("10", 1)).request(), new RecordingObserver()));
        end(engine.deploy(
                wanted("d2", BETTER).manifests(MANIFESTS.formatted("20", 2)).request(), new RecordingObserver()));
        Awaitility.await()
                .until(() -> admin.apps()
                                .replicaSets()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .size()
                        == 1);

        RollbackPreview preview =
                engine.preview(rollback("p1", null)).toCompletableFuture().get();
        assertThat(preview.then().deploymentId()).isEqualTo("d1");
        assertThat(preview.sentences())
                .contains(
                        "would change the image from %s to %s".formatted(BETTER, GOOD),
                        "would change in ConfigMap web-config the keys LIMIT",
                        "would change the replicas from 2 to 1");

        Deployment back = end(engine.rollback(rollback("r1", "d1"), new RecordingObserver()));

        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.previousDeploymentId()).isEqualTo("d2");
        assertThat(image()).isEqualTo(GOOD);
        assertThat(live().getSpec().getReplicas()).isEqualTo(1);
        assertThat(config().getData()).isEqualTo(Map.of("LIMIT", "10"));
        assertThat(failure(engine.rollback(rollback("r2", "d1"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another version than the one that runs")
                .hasMessageContaining("deployment d2");
        assertThat(secrets()).isEqualTo(2);
    }

    @Test
    void saysWhoseAnIdIs() throws Exception {
        end(engine.deploy(new WantedDeployment(namespace, "other", "o1", GOOD).request(), new RecordingObserver()));
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        assertThat(failure(engine.rollback(rollback("r1", "o1"), new RecordingObserver())))
                .hasMessageContaining("belongs to workload other");
        assertThat(failure(engine.rollback(rollback("r2", "registry.example.com/web:1"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'registry.example.com/web:1' is not valid");
    }

    @Test
    void aFailedDeploymentGivesConfigurationBackAndChecksIt() throws Exception {
        end(engine.deploy(
                wanted("d1", GOOD).manifests(MANIFESTS.formatted("10", 1)).request(), new RecordingObserver()));

        Deployment record = end(engine.deploy(
                wanted("d2", "registry.example.com/crash:2")
                        .manifests(MANIFESTS.formatted("20", 2))
                        .request(),
                new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.steps()).contains("Checked that image, variables, configuration and replicas are as before");
        assertThat(config().getData()).isEqualTo(Map.of("LIMIT", "10"));
        assertThat(live().getSpec().getReplicas()).isEqualTo(1);
    }

    private ConfigMap config() {
        return admin.configMaps().inNamespace(namespace).withName("web-config").get();
    }

    private long secrets() {
        return admin.secrets().inNamespace(namespace).list().getItems().stream()
                .filter(secret -> SnapshotSecret.TYPE.equals(secret.getType()))
                .count();
    }
}
