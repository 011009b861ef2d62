package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotSecretTest {
    @Test
    void keepsAVersionWithWhatItRead() throws Exception {
        Snapshot snapshot = snapshot("{\"MODE\":\"test\"}");

        Manifest secret = SnapshotSecret.of(owner(), snapshot);

        assertThat(secret.name()).isEqualTo("autodeploy.web.d1");
        assertThat(secret.json().path("type").asText()).isEqualTo("autodeploy.jenkins.io/deployment.v1");
        assertThat(secret.json().at("/metadata/ownerReferences/0/uid").asText()).isEqualTo("u1");
        assertThat(secret.json().at("/metadata/labels").toString())
                .contains("\"autodeploy.jenkins.io/workload\":\"web\"", "\"autodeploy.jenkins.io/revision\":\"3\"");
        assertThat(SnapshotSecret.read(data(secret))).contains(snapshot);
        assertThat(snapshot.replicas()).isEqualTo(4);
    }

    @Test
    void leavesTheContentOutThatHasNoRoomAndNamesIt() throws Exception {
        String noise = new Random(1)
                .ints(2_500_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        Snapshot fitting = SnapshotSecret.fitting(snapshot("{\"noise\":\"" + noise + "\"}"))
                .orElseThrow();

        assertThat(fitting.configs().size()).isZero();
        assertThat(fitting.unkept()).containsExactly(new ObjectRef("v1", "ConfigMap", "web-config"));
        assertThat(SnapshotSecret.read(data(SnapshotSecret.of(owner(), fitting))))
                .contains(fitting);
    }

    @Test
    void takesNothingOutOfWhatIsDamaged() {
        assertThat(SnapshotSecret.read(null)).isEmpty();
        assertThat(SnapshotSecret.read(Map.of("snapshot", "no base 64"))).isEmpty();
        assertThat(SnapshotSecret.read(Map.of("snapshot", "AAAA"))).isEmpty();
    }

    @Test
    void namesOfDeploymentsThatDifferInCapitalsStayApart() {
        assertThat(SnapshotSecret.name("web", "Build_7"))
                .startsWith("autodeploy.web.build-7-")
                .isNotEqualTo(SnapshotSecret.name("web", "build_7"));
    }

    private static Map<String, String> data(Manifest secret) {
        return Map.of("snapshot", secret.json().at("/data/snapshot").asText());
    }

    private static LiveWorkload owner() {
        return LiveWorkload.of(new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withUid("u1")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build());
    }

    private static Snapshot snapshot(String data) throws Exception {
        return new Snapshot(
                "d1",
                "web-5d4f",
                3,
                "web:1",
                Instant.parse("2026-03-01T10:00:00Z"),
                "c0ffee",
                json("{\"kind\":\"Deployment\",\"spec\":{\"replicas\":4,\"template\":{}}}"),
                List.of(json(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web-config\"},\"data\":%s}"
                                .formatted(data))),
                List.of());
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.readTree(text);
    }
}
