package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedConfigTest {
    private static final String WORKLOAD = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  imagePullSecrets: [{name: registry}]
                  volumes:
                    - {name: a, configMap: {name: settings}}
                    - {name: b, secret: {secretName: keys}}
                    - {name: c, projected: {sources: [{configMap: {name: settings}}, {secret: {name: keys}}]}}
                    - {name: d, configMap: {name: foreign}}
                  containers:
                    - name: settings
                      envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]
                      env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}, {name: B, valueFrom: {configMapKeyRef: {name: settings, key: b}}}]
            """;
    private static final String CONFIG = """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {b: "1", a: "2"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            stringData: {a: hush}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: registry}
            type: kubernetes.io/dockerconfigjson
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: unused}
            """;

    @Test
    void renamesWhatPodsUseInAllPlaces() throws Exception {
        List<Manifest> named = named(CONFIG + WORKLOAD);

        String settings = named.get(0).name();
        String keys = named.get(1).name();
        assertThat(settings).matches("settings-[0-9a-f]{10}");
        assertThat(keys).matches("keys-[0-9a-f]{10}");
        assertThat(named.get(2).name()).startsWith("registry-");
        assertThat(named.get(3).name()).isEqualTo("unused");
        String workload = named.get(4).json().toString();
        assertThat(workload.split(settings, -1)).hasSize(5);
        assertThat(workload.split(keys, -1)).hasSize(5);
        assertThat(workload)
                .contains(named.get(2).name())
                .contains("{\"name\":\"foreign\"}")
                .contains("\"name\":\"settings\",\"envFrom\"");
        assertThat(HashedConfig.isHashed(named.get(0))).isTrue();
        assertThat(HashedConfig.isHashed(named.get(3))).isFalse();
    }

    @Test
    void namesTheSameContentTheSameAndOtherContentOtherwise() throws Exception {
        String name = named(CONFIG + WORKLOAD).get(0).name();

        assertThat(named(CONFIG.replace("{b: \"1\", a: \"2\"}", "{a: \"2\", b: \"1\"}") + WORKLOAD)
                        .get(0)
                        .name())
                .isEqualTo(name);
        assertThat(named(CONFIG.replace("{name: settings}", "{name: settings, labels: {x: y}}") + WORKLOAD)
                        .get(0)
                        .name())
                .isEqualTo(name);
        assertThat(named(CONFIG.replace("a: \"2\"", "a: \"3\"") + WORKLOAD)
                        .get(0)
                        .name())
                .isNotEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {tls: [{secretName: keys}]}}",
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, annotations: {nginx.ingress.kubernetes.io/auth-secret: default/keys}}}",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: web}, secrets: [{name: keys}]}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: web}, rules: [{resourceNames: [keys]}]}",
                "{apiVersion: example.com/v1, kind: Gateway, metadata: {name: web}, spec: {certificateRefs: [{name: keys}]}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {SECRET_NAME: keys}}"
            })
    void leavesAloneWhatAnythingElseRefersTo(String other) throws Exception {
        List<Manifest> named = named(CONFIG + WORKLOAD + "---\n" + other);

        assertThat(named.get(1).name()).isEqualTo("keys");
        assertThat(named.get(4).json().toString()).contains("\"secretName\":\"keys\"");
    }

    @Test
    void isNotMisledByObjectsOfTheSameName() throws Exception {
        String others = """
                ---
                {apiVersion: v1, kind: Service, metadata: {name: settings, labels: {app: settings}}, spec: {selector: {app: settings}}}
                ---
                {apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {scaleTargetRef: {name: settings}}}
                """;

        assertThat(named(CONFIG + WORKLOAD + others).get(0).name()).startsWith("settings-");
    }

    @Test
    void leavesAloneWhatItsAuthorWantsToKeepItsName() throws Exception {
        String fixed = CONFIG.replace(
                "{name: settings}", "{name: settings, annotations: {autodeploy.jenkins.io/fixed-name: \"true\"}}");

        assertThat(named(fixed + WORKLOAD).get(0).name()).isEqualTo("settings");
    }

    private static List<Manifest> named(String text) throws Exception {
        return HashedConfig.name(new ManifestReader().read(List.of(ManifestText.unnamed(text))));
    }
}
