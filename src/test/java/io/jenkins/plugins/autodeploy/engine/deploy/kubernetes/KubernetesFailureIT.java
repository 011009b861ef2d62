package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What fails is named by its cause, and leaves what ran before. */
@RequiresParts(Part.KUBERNETES)
class KubernetesFailureIT extends KubernetesScene {
    @Test
    void goesBackWhenAnImageCannotBePulled() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        var template = live().getSpec().getTemplate();

        Deployment record =
                end(engine.deploy(request("d2", "registry.example.com/missing:9"), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rolledBack()).isTrue();
        assertThat(record.reason())
                .contains("image registry.example.com/missing:9 cannot be pulled", "manifest unknown");
        assertThat(live().getSpec().getTemplate()).isEqualTo(template);
        assertThat(live().getStatus().getAvailableReplicas()).isEqualTo(2);
    }

    @Test
    void namesExitCodeAndLastOutputOfACrashLoop() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        RecordingObserver observer = new RecordingObserver();

        Deployment record = end(engine.deploy(request("d2", "registry.example.com/crash:2"), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("exit code 1", "Error: cannot open /data/config.json");
        assertThat(observer.messages).anyMatch(line -> line.endsWith("| Starting"));
    }

    @Test
    void removesWhatAFailedFirstDeploymentMade() throws Exception {
        DeployRequest request =
                wanted("d1", "registry.example.com/crash:1").port(8080).request();

        Deployment record = end(engine.deploy(request, new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.steps()).contains("Removed Deployment web, which this deployment had made");
        assertThat(live()).isNull();
        assertThat(admin.services().inNamespace(namespace).withName(WORKLOAD).get())
                .isNull();
    }

    @Test
    void namesWhyAProbeFailsAtTheDeadline() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record = end(engine.deploy(
                request("d2", "registry.example.com/unready:2", Duration.ofSeconds(4)), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("not complete within 4 seconds", "Readiness probe failed", "500");
    }

    @Test
    void waitsForANodeUntilTheDeadlineAndSaysSo() throws Exception {
        RecordingObserver observer = new RecordingObserver();

        Deployment record =
                end(engine.deploy(request("d1", "example.com/unschedulable:1", Duration.ofSeconds(4)), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason())
                .contains("no node can take the pod: 0/1 nodes are available: 1 Insufficient memory.");
        assertThat(observer.messages).anyMatch(line -> line.contains("new replicas are available; no node can take"));
    }

    @Test
    void namesTheQuotaThatIsExceeded() throws Exception {
        admin.resourceQuotas()
                .inNamespace(namespace)
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("1")))
                        .endSpec()
                        .build())
                .create();
        Awaitility.await().until(() -> !admin.resourceQuotas()
                .inNamespace(namespace)
                .withName("small")
                .get()
                .getStatus()
                .getHard()
                .isEmpty());

        Deployment record = end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("exceeded quota: small");
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        try (KubernetesDeploymentEngine limited = engine("limited")) {
            Throwable failure = failure(limited.deploy(request("d1", GOOD), new RecordingObserver()));

            assertThat(failure)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("user 'limited' may not get deployments.apps in namespace '%s'", namespace);
        }
    }

    @Test
    void saysThatANamespaceDoesNotExist() {
        DeployRequest request = new WantedDeployment("nowhere", WORKLOAD, "d1", GOOD).request();

        assertThat(failure(engine.deploy(request, new RecordingObserver())))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("namespace 'nowhere' does not exist");
    }

    @Test
    void refusesToRollBackToNonsenseAndListsWhatIsPossible() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(failure(engine.rollback(rollback("r1", "77"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'77'")
                .hasMessageContaining("1 (%s, deployment d1)", GOOD);
        assertThat(failure(engine.rollback(rollback("r1", "2"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another version than the one that runs");
    }

    @Test
    void namesTheOwnerOfAFieldThatItWouldTakeAway() throws Exception {
        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .load(getClass().getResourceAsStream("/kubernetes/web.yaml"))
                .fieldManager("helm")
                .serverSideApply();

        assertThat(failure(engine.deploy(request("d1", BETTER), new RecordingObserver())))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("'helm' owns")
                .hasMessageContaining(".image");
    }
}
