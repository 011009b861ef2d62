package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    @Test
    void readsDocumentsListsAnchorsOctalNumbersAndDatesAsKubectlDoes() throws Exception {
        List<Manifest> manifests = read("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a, labels: {app: web}, annotations: {day: 2024-01-31}}
                mode: 0644
                ---
                ---
                apiVersion: v1
                kind: List
                items: [{apiVersion: v1, kind: Secret, metadata: {name: b, extra: &labels {app: web}, labels: *labels}}]
                """);

        assertThat(manifests).extracting(Manifest::label).containsExactly("ConfigMap a", "Secret b");
        assertThat(manifests.get(0).json().at("/mode").asInt()).isEqualTo(420);
        assertThat(manifests.get(0).json().at("/metadata/annotations/day").asText())
                .isEqualTo("2024-01-31");
        assertThat(manifests.get(1).json().at("/metadata/labels/app").asText()).isEqualTo("web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: x | file 1, line 1",
                "{apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization} | the folder that it is in",
                "hello | Kubernetes objects",
                "{kind: A, metadata: {name: x}} | a apiVersion",
                "{apiVersion: v1, metadata: {name: x}} | a kind",
                "{apiVersion: v1, kind: A} | a metadata.name",
                "{apiVersion: v1, kind: A, kind: B, metadata: {name: x}} | duplicate key",
                "!!java.net.URL [x] | file 1"
            })
    void refusesWithOneSentence(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(told);
    }

    @Test
    void refusesAnObjectThatIsThereTwice() {
        String text = "{apiVersion: v1, kind: A, metadata: {name: x}}";

        assertThatThrownBy(() -> read(text, text)).hasMessageContaining("'A x'");
    }

    @Test
    void namesTheFile() {
        ManifestText file = new ManifestText("k8s/web.yaml", "apiVersion: v1\nkind: [");

        assertThatThrownBy(() -> new ManifestReader().read(List.of(file))).hasMessageContaining("k8s/web.yaml, line 2");
    }

    @Test
    void readsWhatHelmRenders() throws Exception {
        List<Manifest> manifests = read("""
                ---
                # Source: shop/templates/empty.yaml
                ---
                # Source: shop/templates/config.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: shop}
                ---
                # Source: shop/templates/tests/test.yaml
                apiVersion: v1
                kind: Pod
                metadata: {name: shop-test, annotations: {"helm.sh/hook": test}}
                """);

        assertThat(manifests).extracting(Manifest::name).containsExactly("shop", "shop-test");
        assertThat(manifests).extracting(Manifest::helmHook).containsExactly(null, "test");
    }

    private static List<Manifest> read(String... texts) throws InvalidInputException {
        return new ManifestReader()
                .read(Stream.of(texts).map(ManifestText::unnamed).toList());
    }
}
