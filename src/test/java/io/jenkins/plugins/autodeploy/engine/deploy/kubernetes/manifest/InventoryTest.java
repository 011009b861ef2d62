package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final ObjectRef SERVICE = new ObjectRef("v1", "Service", "web");
    private static final ObjectRef OLD_INGRESS = new ObjectRef("networking.k8s.io/v1beta1", "Ingress", "web");

    @Test
    void remembersWhatIsAppliedBesidesWhatWas() throws Exception {
        List<Manifest> manifests = read("""
                {apiVersion: v1, kind: Service, metadata: {name: web}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}
                """);

        Manifest workload =
                new Inventory(List.of(OLD_INGRESS)).writtenInto(manifests).get(1);

        assertThat(of(workload.json()
                                .at("/metadata/annotations")
                                .path(Annotations.INVENTORY)
                                .asText())
                        .objects())
                .containsExactly(OLD_INGRESS, SERVICE);
    }

    @Test
    void knowsAnObjectInAnotherVersionOfItsApi() throws Exception {
        List<Manifest> manifests = read("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}}");

        assertThat(new Inventory(List.of(OLD_INGRESS, SERVICE)).without(manifests))
                .containsExactly(SERVICE);
    }

    @Test
    void passesOverWhatSomebodyBroke() {
        assertThat(of("v1 Service web, nonsense, , a b c d").objects()).containsExactly(SERVICE);
        assertThat(Inventory.of(null).objects()).isEmpty();
    }

    private static Inventory of(String text) {
        return Inventory.of(LiveWorkload.of(new DeploymentBuilder()
                .withNewMetadata()
                .addToAnnotations(Annotations.INVENTORY, text)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .endTemplate()
                .endSpec()
                .build()));
    }

    private static List<Manifest> read(String text) throws Exception {
        return new ManifestReader().read(List.of(ManifestText.unnamed(text)));
    }
}
