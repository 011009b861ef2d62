package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated manifests, given to a real API server without being kept. Server-side apply refuses every field that the schema does not have. Kinds that are newer
 * than that server are read into their models, which refuse unknown fields too.
 */
@RequiresParts(Part.KUBERNETES)
class ProjectManifestsIT {
    private static final Map<String, Class<? extends HasMetadata>> NEWER = Map.of(
            "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "CronJob", CronJob.class);
    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("autodeploy")
            .withDryRun(List.of("All"))
            .build();
    private static KubernetesClient client;

    static List<Fixture> fixtures() throws Exception {
        return Fixture.all();
    }

    @BeforeAll
    static void connect() throws Exception {
        client = KubernetesApi.get().newClient();
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            client.close();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void areAccepted(Fixture fixture) throws Exception {
        DetectedProject project = ProjectDetector.standard().detect(fixture.project());

        for (GeneratedFile file : ProjectManifests.of(project)) {
            for (String document : file.content().split("(?m)^---$")) {
                if (document.contains("kind:")) {
                    accept(document);
                }
            }
        }
    }

    @Test
    void aFieldThatThereIsNotIsRefused() {
        String document = """
                apiVersion: v1
                kind: Service
                metadata: { name: shop }
                spec: { nonsense: true, ports: [{ port: 80 }] }
                """;

        assertThatThrownBy(() -> accept(document))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("nonsense");
    }

    private static void accept(String document) throws Exception {
        GenericKubernetesResource resource = Serialization.unmarshal(document, GenericKubernetesResource.class);
        Class<? extends HasMetadata> newer = NEWER.get(resource.getKind());
        if (newer == null) {
            assertThat(client.resource(resource).inNamespace("default").patch(DRY_RUN))
                    .isNotNull();
        } else {
            assertThat(STRICT.readValue(document, newer).getMetadata().getName())
                    .isNotBlank();
        }
    }
}
