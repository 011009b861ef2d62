package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.WantedDeployment;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindRulesTest {
    private static final String SET = """
        {"apiVersion": "apps/v1", "kind": "%s", "metadata": {"name": "web"},
         "spec": {"updateStrategy": %s, "template": {"spec": {"containers": [{"name": "web", "image": "web"}]}}}}
        """;

    @Test
    void onlyDeploymentsKnowOtherStrategies() {
        assertThatThrownBy(() -> complete("StatefulSet", wanted().strategy("recreate")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("strategy")
                .hasMessageContaining("rolling, the only one for a StatefulSet");
    }

    @Test
    void aDaemonSetHasNoNumberOfReplicas() {
        assertThatThrownBy(() -> complete("DaemonSet", wanted().replicas(2)))
                .hasMessageContaining("replicas")
                .hasMessageContaining("a pod on each node that fits");
        assertThatCode(() -> complete("DaemonSet", wanted())).doesNotThrowAnyException();
    }

    @Test
    void refusesOnDeleteWhoeverSaysIt() throws Exception {
        Manifest onDelete = manifest("StatefulSet", "{\"type\": \"OnDelete\"}");
        Manifest silent = manifest("StatefulSet", "{}");
        LiveWorkload live =
                LiveWorkload.of(Serialization.unmarshal(onDelete.json().toString(), StatefulSet.class));

        assertThatThrownBy(() -> KindRules.check(null, onDelete))
                .hasMessageContaining("with OnDelete the cluster replaces no pod");
        assertThatThrownBy(() -> KindRules.check(live, silent))
                .hasMessageContaining("StatefulSet web with the update strategy OnDelete");
        assertThatCode(() -> KindRules.check(live, manifest("StatefulSet", "{\"type\": \"RollingUpdate\"}")))
                .doesNotThrowAnyException();
    }

    private static WantedDeployment wanted() {
        return new WantedDeployment("default", "web", "d1", "web:1").replicas(null);
    }

    private static void complete(String kind, WantedDeployment wanted) throws Exception {
        new WorkloadManifests(wanted.request()).complete(List.of(manifest(kind, "{}")), null);
    }

    private static Manifest manifest(String kind, String strategy) throws Exception {
        return new ManifestReader()
                .read(List.of(ManifestText.unnamed(SET.formatted(kind, strategy))))
                .get(0);
    }
}
