package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A version that is tried beside the one that runs, by the exact weights of a router. */
@RequiresParts(Part.KUBERNETES)
class CanaryRoutingIT extends GradualScene {
    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: "%1$ss.%3$s", annotations: {api-approved.kubernetes.io: 'unapproved, for tests'}}
            spec:
              group: %3$s
              scope: Namespaced
              names: {kind: %2$s, plural: %1$ss, singular: %1$s}
              versions:
                - name: %4$s
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;
    private static final String INGRESS = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec:
              ingressClassName: nginx
              rules:
                - host: shop.example.com
                  http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
            """;

    @BeforeAll
    static void theClusterKnowsRoutes() {
        know("httproute", "HTTPRoute", "gateway.networking.k8s.io", "v1");
        know("virtualservice", "VirtualService", "networking.istio.io", "v1beta1");
    }

    private static void know(String name, String kind, String group, String version) {
        admin.resource(CRD.formatted(name, kind, group, version)).createOr(existing -> existing.update());
        Awaitility.await().ignoreExceptions().until(() -> admin.getApiResources(group + "/" + version) != null);
    }

    @Test
    void dividesByASecondIngress() throws Exception {
        List<String> seen = new ArrayList<>();
        Deployment record = end(
                engine.deploy(tried("d2", BETTER, canaryBy("auto"), INGRESS).request(), new RecordingObserver(state -> {
                    var second = admin.network()
                            .v1()
                            .ingresses()
                            .inNamespace(namespace)
                            .withName("web-canary")
                            .get();
                    if (second != null) {
                        seen.add(second.getMetadata().getAnnotations().get(Annotations.NGINX_WEIGHT));
                        assertThat(second("web-canary")
                                        .getSpec()
                                        .getTemplate()
                                        .getMetadata()
                                        .getLabels())
                                .containsEntry("app", "web-canary");
                        assertThat(live().getSpec().getReplicas()).isEqualTo(4);
                    }
                })));

        succeeded(record);
        assertThat(record.traffic().by()).isEqualTo("Ingress web");
        assertThat(seen).startsWith("25").contains("50");
        onlyTheFirstRuns(BETTER);
    }

    @Test
    void dividesByAnHttpRouteAndGivesItBackAsItWas() throws Exception {
        create("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: shop}
                spec: {hostnames: [shop.example.com], rules: [{backendRefs: [{name: web, port: 80}, {name: spare, port: 80, weight: 2}]}]}
                """);
        JsonNode before = route("HTTPRoute", "gateway.networking.k8s.io/v1");
        List<JsonNode> seen = new ArrayList<>();

        Deployment record = end(engine.deploy(
                tried("d2", BETTER, canaryBy("auto"), INGRESS).request(),
                new RecordingObserver(state -> seen.add(route("HTTPRoute", "gateway.networking.k8s.io/v1")))));

        succeeded(record);
        assertThat(record.traffic().by()).isEqualTo("HTTPRoute shop");
        assertThat(seen)
                .contains(
                        Trials.yaml(
                                "{hostnames: [shop.example.com], rules: [{backendRefs: [{name: web, port: 80, weight: 75}, {name: web-canary, port: 80, weight: 25}, {name: spare, port: 80, weight: 200}]}]}"));
        assertThat(route("HTTPRoute", "gateway.networking.k8s.io/v1")).isEqualTo(before);
        onlyTheFirstRuns(BETTER);
    }

    @Test
    void givesAVirtualServiceBackWhenItGoesBack() throws Exception {
        create("""
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: {name: shop}
                spec: {hosts: [shop.example.com], http: [{route: [{destination: {host: web}}]}]}
                """);
        JsonNode before = route("VirtualService", "networking.istio.io/v1beta1");
        List<JsonNode> seen = new ArrayList<>();

        Deployment record = end(engine.deploy(
                tried("d2", BETTER, canaryBy("istio"))
                        .analysis(AnalysisReader.parse("{window: 1s, interval: 1s, metrics: [{restarts: '< 1'}]}"))
                        .request(),
                new RecordingObserver(state -> seen.add(route("VirtualService", "networking.istio.io/v1beta1")))));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.traffic().weight()).isZero();
        assertThat(seen)
                .contains(
                        Trials.yaml(
                                "{hosts: [shop.example.com], http: [{route: [{destination: {host: web}, weight: 75}, {destination: {host: web-canary}, weight: 25}]}]}"));
        assertThat(route("VirtualService", "networking.istio.io/v1beta1")).isEqualTo(before);
        onlyTheFirstRuns(GOOD);
    }

    private void create(String yaml) {
        GenericKubernetesResource resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        admin.genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(namespace)
                .resource(resource)
                .create();
    }

    private JsonNode route(String kind, String apiVersion) {
        GenericKubernetesResource found = admin.genericKubernetesResources(apiVersion, kind)
                .inNamespace(namespace)
                .withName("shop")
                .get();
        return Serialization.jsonMapper().valueToTree(found).path("spec");
    }
}
