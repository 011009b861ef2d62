package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests of several objects, with a real API server. */
@RequiresParts(Part.KUBERNETES)
class ManifestsIT extends KubernetesScene {
    private static final String CRASHING = "registry.example.com/crash:2";
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
                        - secretRef: {name: keys}
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
    void contentGoesWithTheVersionThatItWasMadeForForwardAndBack() throws Exception {
        Deployment first = deploy("d1", GOOD, config("2.20"), extra("one"), WORKLOAD_AND_SERVICE);
        assertThat(first.status()).as(first.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        List<String> before = used();

        Deployment failed = deploy("d2", CRASHING, config("9.99"), extra("two"), extraNew(), WORKLOAD_AND_SERVICE);

        assertThat(failed.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(image()).isEqualTo(GOOD);
        assertThat(used()).isEqualTo(before);
        assertThat(names(configMaps()))
                .as("what only the failed version brought is gone")
                .filteredOn(name -> name.startsWith("prices") || name.startsWith("extra"))
                .containsExactly("extra", before.get(0));
        assertThat(configMap("extra").getData()).containsExactly(entry("iced", "one"));
        assertThat(names(admin.secrets().inNamespace(namespace).list().getItems()))
                .containsExactly("autodeploy.web.d1", before.get(1));
        assertThat(failed.steps()).noneMatch(step -> step.contains("keeps its new content"));

        Deployment next = deploy("d3", GOOD, config("3.30"), WORKLOAD_AND_SERVICE);

        assertThat(next.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(next.revision()).as("other content alone is a new version").isGreaterThan(first.revision());
        assertThat(used()).doesNotContainAnyElementsOf(before);
        assertThat(configMap(used().get(0)).getData()).containsExactly(entry("espresso", "3.30"));

        Deployment back = end(engine.rollback(rollback("r1", "d1"), new RecordingObserver()));

        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(used()).isEqualTo(before);
        assertThat(configMap(before.get(0)).getData()).containsExactly(entry("espresso", "2.20"));
        Secret keys =
                admin.secrets().inNamespace(namespace).withName(before.get(1)).get();
        assertThat(keys.getData()).containsKey("token");
    }

    @Test
    void removesItsOwnObjectsThatTheManifestsNoLongerHaveOnceTheNewVersionRuns() throws Exception {
        String kept = extra("one")
                .replace("{name: extra}", "{name: kept, annotations: {autodeploy.jenkins.io/prune: \"false\"}}");
        String stuck = extra("one").replace("{name: extra}", "{name: stuck, finalizers: [example.com/slow]}");
        deploy("d1", GOOD, config("2.20"), extra("one"), kept, stuck, WORKLOAD_AND_SERVICE);
        admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("foreign")
                        .withNamespace(namespace)
                        .addToLabels(Labels.WORKLOAD, WORKLOAD)
                        .endMetadata()
                        .build())
                .create();

        deploy("d2", CRASHING, config("2.20"), WORKLOAD_AND_SERVICE);
        assertThat(configMap("extra")).as("the new version did not work").isNotNull();

        Deployment rehearsed = end(engine.deploy(
                wanted("d3", BETTER)
                        .manifests(config("9.99"), WORKLOAD_AND_SERVICE)
                        .dryRun()
                        .request(),
                new RecordingObserver()));
        assertThat(rehearsed.steps())
                .contains(
                        "Dry run: would remove ConfigMap extra, which the manifests no longer have",
                        "Dry run: would change Deployment web spec.template.spec.containers[web].image from '%s' to '%s'"
                                .formatted(GOOD, BETTER))
                .anyMatch(step ->
                        step.matches("Dry run: would change ConfigMap prices-\\w+ data.espresso from '2.20' to '9.99'"))
                .noneMatch(step -> step.contains("hush") || step.contains("kept"));
        assertThat(configMap("extra")).isNotNull();

        Deployment done = deploy("d4", BETTER, config("2.20"), WORKLOAD_AND_SERVICE);

        assertThat(done.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(done.steps())
                .contains(
                        "Removed ConfigMap extra, which the manifests no longer have",
                        "Removed ConfigMap stuck, which the manifests no longer have; it is gone once its finalizers let it go: example.com/slow");
        assertThat(names(configMaps())).contains("kept", "foreign").doesNotContain("extra");
        assertThat(live().getMetadata().getAnnotations().get(Annotations.INVENTORY))
                .contains("v1 ConfigMap kept", "v1 Service web")
                .doesNotContain("extra", "stuck");
        assertThat(live().getSpec().getSelector().getMatchLabels()).containsOnlyKeys("app");
        admin.configMaps().inNamespace(namespace).withName("stuck").edit(map -> new ConfigMapBuilder(map)
                .editMetadata()
                .withFinalizers()
                .endMetadata()
                .build());
    }

    @Test
    void refusesManifestsWithoutTheWorkload() {
        Throwable failure = failure(
                engine.deploy(wanted("d1", GOOD).manifests(config("2.20")).request(), new RecordingObserver()));

        assertThat(failure).isInstanceOf(InvalidInputException.class).hasMessageContaining("web");
        assertThat(configMap("prices")).isNull();
    }

    @Test
    void fillsVariablesInAndLeavesHooksOfHelmOut() throws Exception {
        String hook = extra("one")
                .replace(
                        "{name: extra}",
                        "{name: extra, annotations: {\"helm.sh/hook\": \"pre-install, pre-upgrade\"}}");
        RecordingObserver observer = new RecordingObserver();

        Deployment record = end(engine.deploy(
                wanted("d1", GOOD)
                        .manifests(config("${PRICE}"), hook, WORKLOAD_AND_SERVICE)
                        .variables(Map.of("PRICE", "2.20"))
                        .request(),
                observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(configMap(used().get(0)).getData()).containsExactly(entry("espresso", "2.20"));
        assertThat(configMap("extra")).isNull();
        assertThat(observer.messages)
                .contains("Left out ConfigMap extra, a hook that only Helm runs (pre-install, pre-upgrade)");
    }

    private Deployment deploy(String id, String image, String... manifests) throws Exception {
        return end(engine.deploy(wanted(id, image).manifests(manifests).request(), new RecordingObserver()));
    }

    /** The names of the ConfigMap and the Secret that the workload's pods use. */
    private List<String> used() {
        List<EnvFromSource> sources =
                live().getSpec().getTemplate().getSpec().getContainers().get(0).getEnvFrom();
        return List.of(
                sources.get(0).getConfigMapRef().getName(),
                sources.get(1).getSecretRef().getName());
    }

    private List<ConfigMap> configMaps() {
        return admin.configMaps().inNamespace(namespace).list().getItems();
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return Stream.ofNullable(objects)
                .flatMap(List::stream)
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private ConfigMap configMap(String name) {
        return admin.configMaps().inNamespace(namespace).withName(name).get();
    }

    private static String config(String price) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: prices}
                data: {espresso: "%1$s"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: keys}
                stringData: {token: "hush-%1$s"}
                """.formatted(price);
    }

    private static String extra(String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {iced: \"%s\"}\n".formatted(value);
    }

    private static String extraNew() {
        return extra("two").replace("extra", "extra-new");
    }
}
