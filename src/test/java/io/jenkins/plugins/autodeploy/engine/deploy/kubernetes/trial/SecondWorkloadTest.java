package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial.Means;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondWorkloadTest {
    private static final Manifest WEB = new Manifest(Trials.yaml("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {team: shop}, annotations: {note: keep}}
            spec:
              replicas: 4
              strategy: {type: RollingUpdate}
              selector: {matchLabels: {app: web, tier: front}, matchExpressions: [{key: app, operator: In, values: [web]}]}
              template:
                metadata: {labels: {app: web, tier: front, version: v2}}
                spec: {containers: [{name: web, image: 'web:2'}]}
            """));

    @Test
    void theServiceFindsItsPodsWhereReplicasDivide() {
        Trial trial = Trials.by(Means.REPLICAS);
        ObjectNode json = new SecondWorkload(trial).deployment(WEB, 1).json();

        assertThat(json.at("/metadata/name").asText()).isEqualTo("web-canary");
        assertThat(json.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(json.at("/spec/template/metadata/labels"))
                .isEqualTo(Trials.yaml("{app: web, tier: front, version: v2, autodeploy.jenkins.io/track: canary}"));
        assertThat(json.at("/spec/selector"))
                .isEqualTo(Trials.yaml("{matchLabels: {app: web, tier: front, autodeploy.jenkins.io/track: canary}}"));
        assertThat(json.at("/spec").has("strategy")).isFalse();
        assertThat(json.at("/metadata/labels"))
                .isEqualTo(Trials.yaml("{team: shop, autodeploy.jenkins.io/track: canary}"));
        assertThat(Trial.parse(
                        json.at("/metadata/annotations").path(Annotations.TRIAL).asText()))
                .contains(trial);
        assertThat(WEB.name()).isEqualTo("web");
    }

    @Test
    void noServiceOfTheWorkloadFindsItsPodsWhereARouteDivides() {
        SecondWorkload second = new SecondWorkload(Trials.by(Means.ISTIO));

        assertThat(second.deployment(WEB, 2).json().at("/spec/template/metadata/labels"))
                .isEqualTo(Trials.yaml(
                        "{app: web-canary, tier: front, version: v2, autodeploy.jenkins.io/track: canary}"));
        assertThat(second.service(Trials.yaml("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web, resourceVersion: '7'}
                        spec: {clusterIP: 10.0.0.7, type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: http, nodePort: 30080}]}
                        """)).json()).isEqualTo(Trials.yaml("""
                        apiVersion: v1
                        kind: Service
                        metadata:
                          name: web-canary
                          labels: {autodeploy.jenkins.io/track: canary}
                          annotations: {autodeploy.jenkins.io/trial-of: web, autodeploy.jenkins.io/deployment-id: d7}
                        spec: {ports: [{port: 80, targetPort: http}], selector: {app: web-canary}}
                        """));
    }

    @Test
    void theSecondIngressHasOnlyWhatLeadsToTheService() {
        Manifest ingress = new SecondWorkload(Trials.by(Means.INGRESS)).ingress(Trials.yaml("""
                metadata: {name: shop, annotations: {kubernetes.io/ingress.class: nginx, other: thing}}
                spec:
                  tls: [{hosts: [shop.example.com]}]
                  rules:
                    - host: shop.example.com
                      http:
                        paths:
                          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
                          - {path: /api, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}
                    - host: api.example.com
                      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}
                """), 25);

        assertThat(ingress.name()).isEqualTo("shop-canary");
        assertThat(ingress.json().at("/metadata/annotations")).isEqualTo(Trials.yaml("""
                        autodeploy.jenkins.io/trial-of: web
                        autodeploy.jenkins.io/deployment-id: d7
                        kubernetes.io/ingress.class: nginx
                        nginx.ingress.kubernetes.io/canary: 'true'
                        nginx.ingress.kubernetes.io/canary-weight: '25'
                        """));
        assertThat(ingress.json().at("/spec")).isEqualTo(Trials.yaml("""
                rules:
                  - host: shop.example.com
                    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web-canary, port: {number: 80}}}}]}
                """));
    }

    @Test
    void aLongLabelStillFits() {
        String longest = "a".repeat(63);
        ObjectNode labels = Trials.yaml("{app: %s, other: %s}".formatted(longest, longest));

        ObjectNode changed = SecondWorkload.suffixed(labels, List.of("app"), "-canary");

        assertThat(changed.path("app").asText()).hasSize(63).endsWith("a-canary");
        assertThat(changed.path("other").asText()).isEqualTo(longest);
    }
}
