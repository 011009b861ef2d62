package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.WantedDeployment;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadManifestsTest {
    private static final String IMAGE = "registry.example.com/shop:2";
    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: shop }
            spec: { template: { spec: { containers: [{ name: shop, image: "shop:0.0.0" }] } } }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: shop-worker }
            spec: { template: { spec: { containers: [{ name: worker, image: "shop:0.0.0" }, { name: proxy, image: "envoy:1" }] } } }
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: shop-night }
            spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: night, image: "shop:0.0.0" }] } } } } }
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: shop-config }
            data: { image: "shop:0.0.0" }
            """;

    @Test
    void givesTheNewImageToAllThatWereWrittenWithTheOldOne() throws Exception {
        WantedDeployment wanted = new WantedDeployment("default", "shop", "d1", IMAGE).manifests(MANIFESTS);

        Map<String, String> completed = new WorkloadManifests(wanted.request())
                .complete(new ManifestReader().read(wanted.request().manifests()), null).stream()
                        .collect(Collectors.toMap(
                                Manifest::name, manifest -> manifest.json().toString()));

        assertThat(completed.get("shop")).contains(IMAGE).doesNotContain("shop:0.0.0");
        assertThat(completed.get("shop-worker")).contains(IMAGE, "envoy:1").doesNotContain("shop:0.0.0");
        assertThat(completed.get("shop-night")).contains(IMAGE).doesNotContain("shop:0.0.0");
        assertThat(completed.get("shop-config")).contains("shop:0.0.0");
    }
}
