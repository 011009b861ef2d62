package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A version that is tried beside the one that runs, by the exact weights of a router. The API server of the tests ends at the first custom resource, so that what a route's kind says is proved by
 * {@link RouteKindTest}, and that a route is given back exactly by {@link BlueGreenIT}, whose Service goes the same way.
 */
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
}
