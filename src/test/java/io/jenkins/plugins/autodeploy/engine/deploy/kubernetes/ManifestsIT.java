package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import org.junit.jupiter.api.Test;

/** Manifests of several objects, with a real API server. */
@RequiresParts(Part.KUBERNETES)
class ManifestsIT extends KubernetesScene {
    private static final String WORKLOAD_AND_SERVICE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 1
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                    - name: web
                      image: to-be-replaced
                      envFrom:
                        - configMapRef: {name: prices}
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              selector: {app: web}
              ports:
                - port: 80
                  targetPort: 8080
            """;

    @Test
    void allObjectsAreAsBeforeWhenTheNextVersionFails() throws Exception {
        end(engine.deploy(
                wanted("d1", GOOD)
                        .manifests(prices("espresso", "2.20"), WORKLOAD_AND_SERVICE)
                        .request(),
                new RecordingObserver()));

        Deployment failed = end(engine.deploy(
                wanted("d2", "registry.example.com/crash:2")
                        .manifests(prices("espresso", "9.99"), extra(), WORKLOAD_AND_SERVICE)
                        .request(),
                new RecordingObserver()));

        assertThat(failed.status()).as(failed.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(image()).isEqualTo(GOOD);
        assertThat(configMap("prices").getData()).containsExactly(entry("espresso", "2.20"));
        assertThat(configMap("extra")).as("only the failed version brought it").isNull();
        assertThat(admin.services().inNamespace(namespace).withName(WORKLOAD).get())
                .isNotNull();
    }

    @Test
    void refusesManifestsWithoutTheWorkload() {
        Throwable failure = failure(engine.deploy(
                wanted("d1", GOOD).manifests(prices("espresso", "2.20")).request(), new RecordingObserver()));

        assertThat(failure).isInstanceOf(InvalidInputException.class).hasMessageContaining("web");
        assertThat(configMap("prices")).isNull();
    }

    private ConfigMap configMap(String name) {
        return admin.configMaps().inNamespace(namespace).withName(name).get();
    }

    private static String prices(String what, String price) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prices}\ndata: {%s: \"%s\"}\n".formatted(what, price);
    }

    private static String extra() {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {iced: \"yes\"}\n";
    }
}
