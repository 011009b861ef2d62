package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trials;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version that is tried beside the one that runs, by the exact weights of a router. What a route's kind says is proved by {@code RouteKindTest}. */
@RequiresParts(Part.KUBERNETES)
class CanaryRoutingIT extends GradualScene {
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

    @ParameterizedTest
    @EnumSource
    void dividesByTheWeightsOfARouteThatIsAsBeforeAfterwards(Mesh mesh) throws Exception {
        CustomRoutes routes = mesh.in(api, admin, namespace);
        Set<String> seen = new LinkedHashSet<>();

        Deployment record = end(engine.deploy(
                tried("d2", BETTER, canaryBy("auto")).request(),
                new RecordingObserver(state -> seen.add(routes.weights()))));

        succeeded(record);
        assertThat(record.traffic().by()).isEqualTo(mesh.kind + " web");
        assertThat(seen).containsExactly("web", "web 75, web-canary 25", "web 50, web-canary 50");
        assertThat(routes.spec()).isEqualTo(routes.before());
        onlyTheFirstRuns(BETTER);
    }

    @ParameterizedTest
    @EnumSource
    void givesARouteBackWhenTheNewVersionFails(Mesh mesh) throws Exception {
        CustomRoutes routes = mesh.in(api, admin, namespace);

        Deployment record = end(engine.deploy(
                tried("d2", "registry.example.com/crash:2", canaryBy(mesh.traffic))
                        .request(),
                observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(routes.spec()).isEqualTo(routes.before());
        onlyTheFirstRuns(GOOD);
    }

    /** Those that divide requests by objects of a kind that they bring along. */
    enum Mesh {
        GATEWAY_API(
                "httpRoute",
                "gateway.networking.k8s.io",
                "HTTPRoute",
                "{rules: [{matches: [{path: {value: /}}], backendRefs: [{name: web, port: 80}]}]}"),
        ISTIO(
                "istio",
                "networking.istio.io",
                "VirtualService",
                "{hosts: [shop.example.com], http: [{timeout: 5s, route: [{destination: {host: web}}]}]}");

        private final String traffic;
        private final String group;
        private final String kind;
        private final String spec;

        Mesh(String traffic, String group, String kind, String spec) {
            this.traffic = traffic;
            this.group = group;
            this.kind = kind;
            this.spec = spec;
        }

        private CustomRoutes in(KubernetesApi api, KubernetesClient admin, String namespace) {
            api.requireOurs();
            return CustomRoutes.in(admin, namespace, group, kind, Trials.yaml(spec));
        }
    }
}
