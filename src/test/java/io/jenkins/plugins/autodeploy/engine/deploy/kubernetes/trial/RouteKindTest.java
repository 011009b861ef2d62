package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial.Means;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteKindTest {
    @Test
    void dividesTheShareOfTheServiceAloneAmongAnHttpRoutesDestinations() {
        JsonNode held = Trials.yaml("""
                rules:
                  - matches: [{path: {value: /shop}}]
                    filters: [{type: URLRewrite}]
                    backendRefs: [{name: web, port: 80, weight: 3}, {name: other, port: 80}]
                  - backendRefs: [{name: api, port: 80}]
                  - backendRefs: [{name: web, namespace: elsewhere, port: 80}]
                  - filters: [{type: RequestRedirect}]
                """).path("rules");

        assertThat(RouteKind.HTTP_ROUTE.divided(Trials.by(Means.HTTP_ROUTE), "shop", held, 25))
                .isEqualTo(Trials.yaml("""
                rules:
                  - matches: [{path: {value: /shop}}]
                    filters: [{type: URLRewrite}]
                    backendRefs:
                      - {name: web, port: 80, weight: 225}
                      - {name: web-canary, port: 80, weight: 75}
                      - {name: other, port: 80, weight: 100}
                  - backendRefs: [{name: api, port: 80}]
                  - backendRefs: [{name: web, namespace: elsewhere, port: 80}]
                  - filters: [{type: RequestRedirect}]
                """).path("rules"));
    }

    @Test
    void keepsWeightsWithinWhatTheGatewayApiAllows() {
        JsonNode held = Trials.yaml("{rules: [{backendRefs: [{name: web, weight: 1000000}]}]}")
                .path("rules");

        assertThat(RouteKind.HTTP_ROUTE.divided(Trials.by(Means.HTTP_ROUTE), "shop", held, 10))
                .isEqualTo(Trials.yaml(
                                "{rules: [{backendRefs: [{name: web, weight: 900000}, {name: web-canary, weight: 100000}]}]}")
                        .path("rules"));
    }

    @Test
    void keepsThePercentOfAVirtualServicesRoutes() {
        JsonNode held = Trials.yaml("""
                http:
                  - match: [{uri: {prefix: /a}}]
                    route: [{destination: {host: web.shop.svc.cluster.local, subset: v1, port: {number: 80}}, headers: {x: y}}]
                  - route:
                      - {destination: {host: web}, weight: 60}
                      - {destination: {host: api}, weight: 40}
                  - route: [{destination: {host: web.elsewhere}}]
                  - redirect: {uri: /b}
                """).path("http");

        assertThat(RouteKind.VIRTUAL_SERVICE.divided(Trials.by(Means.ISTIO), "shop", held, 25))
                .isEqualTo(Trials.yaml("""
                http:
                  - match: [{uri: {prefix: /a}}]
                    route:
                      - {destination: {host: web.shop.svc.cluster.local, subset: v1, port: {number: 80}}, headers: {x: y}, weight: 75}
                      - {destination: {host: web-canary.shop.svc.cluster.local, port: {number: 80}}, headers: {x: y}, weight: 25}
                  - route:
                      - {destination: {host: web}, weight: 45}
                      - {destination: {host: web-canary}, weight: 15}
                      - {destination: {host: api}, weight: 40}
                  - route: [{destination: {host: web.elsewhere}}]
                  - redirect: {uri: /b}
                """).path("http"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_ROUTE      | true  | {spec: {rules: [{}, {backendRefs: [{name: api}, {name: web}]}]}}",
                "HTTP_ROUTE      | true  | {spec: {rules: [{backendRefs: [{name: web, kind: Service, namespace: shop}]}]}}",
                "HTTP_ROUTE      | false | {spec: {rules: [{backendRefs: [{name: web, namespace: other}]}]}}",
                "HTTP_ROUTE      | false | {spec: {rules: [{backendRefs: [{name: web, kind: ServiceImport, group: x.io}]}]}}",
                "VIRTUAL_SERVICE | true  | {spec: {http: [{route: [{destination: {host: web.shop.svc}}]}]}}",
                "VIRTUAL_SERVICE | true  | {spec: {http: [{route: [{destination: {host: web.shop}}]}]}}",
                "VIRTUAL_SERVICE | false | {spec: {http: [{route: [{destination: {host: web.example.com}}]}]}}",
                "VIRTUAL_SERVICE | false | {spec: {tcp: [{route: [{destination: {host: web}}]}]}}",
                "INGRESS         | true  | {spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}}",
                "INGRESS         | true  | {spec: {rules: [{http: {paths: [{backend: {serviceName: web}}]}}]}}",
                "INGRESS         | false | {spec: {rules: [{http: {paths: [{backend: {service: {name: web2}}}]}}]}}",
            })
    void seesWhatLeadsToAService(RouteKind kind, boolean leads, String object) {
        assertThat(kind.leadsTo(Trials.yaml(object), "web", "shop")).isEqualTo(leads);
    }
}
