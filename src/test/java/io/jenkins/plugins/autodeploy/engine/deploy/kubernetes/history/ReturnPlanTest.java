package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rollback would change, in names and never in values. */
class ReturnPlanTest {
    private static final String NOW = """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "web", "image": "web:2",
          "env": [{"name": "MODE", "value": "s3cret"}, {"name": "NEW", "value": "1"}],
          "envFrom": [{"configMapRef": {"name": "web-config"}}, {"secretRef": {"name": "web-keys"}}]}]}}}}
        """;
    private static final String THEN = """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"replicas": 3, "template": {"spec": {"priority": 7, "containers": [{"name": "web", "image": "web:1",
          "env": [{"name": "MODE", "value": "other"}, {"name": "OLD", "value": "1"}],
          "envFrom": [{"configMapRef": {"name": "web-config"}}, {"configMapRef": {"name": "others"}},
                      {"secretRef": {"name": "web-gone"}}]}]}}}}
        """;

    @Test
    void namesWhatWouldChange() throws Exception {
        assertThat(preview(plan(null)).sentences())
                .containsExactly(
                        "would change the image from web:2 to web:1",
                        "would add the variables OLD",
                        "would remove the variables NEW",
                        "would change the variables MODE",
                        "would read ConfigMap others",
                        "would read Secret web-gone",
                        "would not read Secret web-keys any more",
                        "would restore ConfigMap web-config",
                        "would change in ConfigMap web-config the keys limit",
                        "would restore Secret web-gone",
                        "would add in Secret web-gone the keys token",
                        "would leave ConfigMap others as it is, although it was another one then",
                        "would change the replicas from 2 to 3",
                        "would change Deployment web spec.template.spec.priority from nothing to 7")
                .noneMatch(sentence -> sentence.contains("s3cret"));
    }

    @Test
    void leavesTheReplicasToAnAutoscaler() throws Exception {
        ReturnPlan plan = plan("would leave the replicas to the HorizontalPodAutoscaler of web");

        assertThat(plan.replicas()).isNull();
        assertThat(preview(plan).replicasThen()).isEqualTo(2);
        assertThat(preview(plan).sentences())
                .contains("would leave the replicas to the HorizontalPodAutoscaler of web");
    }

    @Test
    void restoresWhatIsGoneAndWhatADeploymentChangedButNothingOfOthers() throws Exception {
        assertThat(plan(null).restored())
                .extracting(config -> config.at("/metadata/name").asText())
                .containsExactly("web-config", "web-gone");
    }

    @Test
    void withoutASnapshotOnlyThePodsChange() throws Exception {
        ReturnPlan plan = new ReturnPlan(json(NOW), LiveObject.template(json(THEN)), null, Map.of(), Set.of(), null);

        assertThat(plan.replicas()).isNull();
        assertThat(plan.restored()).isEmpty();
    }

    private static RollbackPreview preview(ReturnPlan plan) throws Exception {
        LiveWorkload workload = LiveWorkload.of(Serialization.unmarshal(NOW, Deployment.class));
        RevisionHistory.Revision then =
                new RevisionHistory.Revision(1, "web-1", "web:1", "d1", true, Set.of(), plan.snapshot());
        return PreviewOfReturn.of(plan, workload, new RevisionHistory(List.of(then), null), then);
    }

    private static ReturnPlan plan(String autoscaled) throws Exception {
        Snapshot snapshot = new Snapshot(
                "d1",
                "web-1",
                1,
                "web:1",
                Instant.EPOCH,
                null,
                json(THEN),
                List.of(
                        config("ConfigMap", "web-config", "limit", "1", true),
                        config("ConfigMap", "others", "limit", "1", false),
                        config("Secret", "web-gone", "token", "MQ==", true)),
                List.of());
        return new ReturnPlan(
                json(NOW),
                snapshot.template(),
                snapshot,
                Map.of(
                        new ObjectRef("v1", "ConfigMap", "web-config"),
                                config("ConfigMap", "web-config", "limit", "2", true),
                        new ObjectRef("v1", "ConfigMap", "others"), config("ConfigMap", "others", "limit", "2", false)),
                Set.of(),
                autoscaled);
    }

    private static ObjectNode config(String kind, String name, String key, String value, boolean deployed)
            throws Exception {
        ObjectNode config =
                json("{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"}}".formatted(kind, name));
        config.putObject("data").put(key, value);
        if (deployed) {
            config.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, "d2");
        }
        return config;
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.readTree(text);
    }
}
