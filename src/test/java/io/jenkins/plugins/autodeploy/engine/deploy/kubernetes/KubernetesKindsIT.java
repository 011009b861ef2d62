package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import org.junit.jupiter.api.Test;

/** StatefulSets and DaemonSets, with a real API server and its controllers. */
@RequiresParts(Part.KUBERNETES)
class KubernetesKindsIT extends KubernetesScene {
    private static final String STATEFUL_SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web}
            spec:
              replicas: 2
              serviceName: web
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web"}]}
            """;
    private static final String DAEMON_SET = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web"}]}
            """;

    @Test
    void aStatefulSetGoesForwardBackPastABrokenPodAndToAnEarlierVersion() throws Exception {
        deploysAndGoesBack(WorkloadKind.STATEFUL_SET, STATEFUL_SET, 2);

        assertThat(container(WorkloadKind.STATEFUL_SET).getImage()).isEqualTo(GOOD);
    }

    @Test
    void aDaemonSetGoesForwardBackPastABrokenPodAndToAnEarlierVersion() throws Exception {
        deploysAndGoesBack(WorkloadKind.DAEMON_SET, DAEMON_SET, 1);

        assertThat(container(WorkloadKind.DAEMON_SET).getImage()).isEqualTo(GOOD);
    }

    private void deploysAndGoesBack(WorkloadKind kind, String manifest, int pods) throws Exception {
        Deployment first = end(engine.deploy(of(manifest, "d1", GOOD), new RecordingObserver()));
        assertThat(first.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(first.pods())
                .hasSize(pods)
                .allMatch(pod -> pod.ready() && pod.image().equals(GOOD));

        Deployment second = end(engine.deploy(of(manifest, "d2", BETTER), new RecordingObserver()));
        assertThat(second.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.previousRevision()).isEqualTo(1);
        assertThat(second.previousDeploymentId()).isEqualTo("d1");
        assertThat(second.pods()).extracting(PodState::image).containsOnly(BETTER);

        Deployment broken =
                end(engine.deploy(of(manifest, "d3", "registry.example.com/crash:3"), new RecordingObserver()));
        assertThat(broken.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(broken.reason()).contains("exit code 1", "Error: cannot open /data/config.json");
        assertThat(container(kind).getImage()).isEqualTo(BETTER);

        Deployment back = end(engine.rollback(rollback("r1", null), new RecordingObserver()));
        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.image()).isEqualTo(GOOD);
        assertThat(back.pods()).extracting(PodState::image).containsOnly(GOOD);
    }

    private DeployRequest of(String manifest, String id, String image) {
        return wanted(id, image).manifests(manifest).request();
    }

    private Container container(WorkloadKind kind) {
        return LiveWorkload.of(admin.resources(kind.type())
                        .inNamespace(namespace)
                        .withName(WORKLOAD)
                        .get())
                .template()
                .getSpec()
                .getContainers()
                .get(0);
    }
}
