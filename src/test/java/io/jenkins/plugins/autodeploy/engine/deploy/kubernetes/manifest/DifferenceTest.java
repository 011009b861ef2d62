package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {%s}}
            spec: {replicas: %d, template: {spec: {containers: [%s]}}}
            """;

    @Test
    void namesContainersPortsAndVariablesRatherThanTheirPlaces() throws Exception {
        assertThat(
                        between(
                                DEPLOYMENT.formatted(
                                        "",
                                        1,
                                        "{name: log, image: log:1}, {name: web, image: web:1, ports: [{containerPort: 80}]}"),
                                DEPLOYMENT.formatted(
                                        "",
                                        2,
                                        "{name: web, image: web:2, ports: [{containerPort: 80}, {containerPort: 81}]}, {name: log, image: log:1}")))
                .containsExactly(
                        "would change Deployment web spec.replicas from 1 to 2",
                        "would change Deployment web spec.template.spec.containers[web].image from 'web:1' to 'web:2'",
                        "would change Deployment web spec.template.spec.containers[web].ports[81] from nothing to {\"containerPort\":81}");
    }

    @Test
    void showsNoValuesOfVariablesButWhereTheyComeFrom() throws Exception {
        assertThat(
                        between(
                                DEPLOYMENT.formatted(
                                        "", 1, "{name: web, env: [{name: A, value: hush}, {name: B, value: hush}]}"),
                                DEPLOYMENT.formatted(
                                        "",
                                        1,
                                        "{name: web, env: [{name: A, value: hushhush}, {name: C, value: hush}, {name: D, valueFrom: {secretKeyRef: {name: keys, key: d}}}]}")))
                .noneMatch(sentence -> sentence.contains("hush"))
                .contains(
                        "would change Deployment web spec.template.spec.containers[web].env[A].value from (a value) to (a value)",
                        "would change Deployment web spec.template.spec.containers[web].env[C] from nothing to (a value)")
                .anyMatch(sentence -> sentence.contains("env[D] from nothing to") && sentence.contains("keys"));
    }

    @Test
    void showsNothingOfSecrets() throws Exception {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: keys}, data: {%s}}";

        assertThat(between(secret.formatted("a: aHVzaA=="), secret.formatted("a: aHVzaDI=, b: aHVzaA==")))
                .containsExactly(
                        "would change Secret keys data.a from (a value) to (a value)",
                        "would change Secret keys data.b from nothing to (a value)");
        assertThat(between("{apiVersion: v1, kind: Secret, metadata: {name: keys}}", secret.formatted("a: aHVzaA==")))
                .containsExactly("would change Secret keys data from nothing to (a value)");
    }

    @Test
    void tellsWhatTakesThePlaceOfAnEarlierContent() throws Exception {
        String config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {espresso: '%s'}}";

        assertThat(between(
                        config.formatted("prices-0123456789", "2.20"), config.formatted("prices-9876543210", "9.99")))
                .containsExactly(
                        "would create ConfigMap prices-9876543210 in place of prices-0123456789, since its content changes",
                        "would change ConfigMap prices-9876543210 data.espresso from '2.20' to '9.99'");
    }

    @Test
    void passesOverTheMarksOfThisEngineAlone() throws Exception {
        assertThat(between(
                        DEPLOYMENT.formatted("", 1, "{name: web}"),
                        DEPLOYMENT.formatted(
                                "autodeploy.jenkins.io/deployment-id: d2, autodeploy.jenkins.io/build: 'shop#2',"
                                        + " autodeploy.jenkins.io/commit: c0ffee",
                                1,
                                "{name: web}")))
                .isEmpty();
        assertThat(between(
                        DEPLOYMENT.formatted("", 1, "{name: web}"),
                        DEPLOYMENT.formatted("example.com/team: shop", 1, "{name: web}")))
                .containsExactly(
                        "would change Deployment web metadata.annotations.'example.com/team' from nothing to 'shop'");
    }

    @Test
    void saysHowManyFieldsItDoesNotName() throws Exception {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            data.append("k%d: v, ".formatted(i));
        }
        String config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: big}, data: {%s z: z}}";

        assertThat(between(config.formatted(""), config.formatted(data)))
                .hasSize(41)
                .last()
                .isEqualTo("would change ConfigMap big in 10 more fields");
    }

    private static List<String> between(String now, String then) throws Exception {
        return Difference.between(read(then), read(now).json(), read(then).json());
    }

    private static Manifest read(String text) throws Exception {
        return new ManifestReader().read(List.of(ManifestText.unnamed(text))).get(0);
    }
}
