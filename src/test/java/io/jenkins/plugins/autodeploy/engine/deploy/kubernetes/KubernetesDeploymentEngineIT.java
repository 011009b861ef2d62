package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import org.junit.jupiter.api.Test;

/** Deployments and rollbacks that work, with a real API server and controller-manager. */
@RequiresParts(Part.KUBERNETES)
class KubernetesDeploymentEngineIT extends KubernetesScene {
    @Test
    void bringsTheFirstVersionUp() throws Exception {
        RecordingObserver observer = new RecordingObserver();

        Deployment record = end(engine.deploy(request("d1", GOOD), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.previousImage()).isNull();
        assertThat(record.pods())
                .hasSize(2)
                .allMatch(pod -> pod.ready() && pod.image().equals(GOOD));
        assertThat(record.health().healthy()).isTrue();
        assertThat(live().getMetadata().getAnnotations().get("kubernetes.io/change-cause"))
                .contains("d1", GOOD);
        assertThat(live().getMetadata().getManagedFields())
                .anyMatch(field -> field.getManager().equals("autodeploy")
                        && field.getOperation().equals("Apply"));
        assertThat(observer.types)
                .contains(EventType.STAGE, EventType.POD, EventType.ROLLOUT, EventType.DEPLOYMENT, EventType.LOG);
        assertThat(observer.records).last().isEqualTo(record);
    }

    @Test
    void replacesAVersionByTheNext() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record = end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.revision()).isEqualTo(2);
        assertThat(record.previousRevision()).isEqualTo(1);
        assertThat(record.previousImage()).isEqualTo(GOOD);
        assertThat(record.previousDeploymentId()).isEqualTo("d1");
        assertThat(record.pods()).allMatch(pod -> pod.image().equals(BETTER));
    }

    @Test
    void keepsTheReplicasThatSomebodyScaledToWhenNoneAreAskedFor() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        admin.apps().deployments().inNamespace(namespace).withName(WORKLOAD).scale(3);

        Deployment record =
                end(engine.deploy(wanted("d2", BETTER).replicas(null).request(), new RecordingObserver()));

        assertThat(record.pods()).hasSize(3);
    }

    @Test
    void rollsBackToThePreviousGoodVersionPastOneThatNeverWorked() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));
        end(engine.deploy(request("d3", "registry.example.com/crash:3"), new RecordingObserver()));

        Deployment record = end(engine.rollback(rollback("r1", null), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.image()).isEqualTo(GOOD);
        assertThat(record.previousImage()).isEqualTo(BETTER);
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void rollsBackToARevisionOrADeployment() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(end(engine.rollback(rollback("r1", "1"), new RecordingObserver()))
                        .image())
                .isEqualTo(GOOD);
        assertThat(end(engine.rollback(rollback("r2", "d2"), new RecordingObserver()))
                        .image())
                .isEqualTo(BETTER);
        assertThat(image()).isEqualTo(BETTER);
    }

    @Test
    void dryRunSaysWhatWouldChangeAndChangesNothing() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        var specification = live().getSpec();

        Deployment record = end(engine.deploy(wanted("d2", BETTER).dryRun().request(), new RecordingObserver()));

        assertThat(record.steps()).anyMatch(step -> step.contains("image from '%s' to '%s'".formatted(GOOD, BETTER)));
        assertThat(live().getSpec()).isEqualTo(specification);
    }

    @Test
    void switchesFromRollingToRecreate() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record =
                end(engine.deploy(wanted("d2", BETTER).strategy("recreate").request(), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(live().getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(end(engine.deploy(request("d3", GOOD), new RecordingObserver()))
                        .status())
                .isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(live().getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
    }

    @Test
    void keepsThePortThatNobodyNamesAgain() throws Exception {
        end(engine.deploy(wanted("d1", GOOD).port(8080).request(), new RecordingObserver()));

        Deployment record = end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(live().getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getPorts())
                .extracting(ContainerPort::getContainerPort)
                .containsExactly(8080);
    }
}
