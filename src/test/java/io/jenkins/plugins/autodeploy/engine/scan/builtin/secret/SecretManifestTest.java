package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretManifestTest {
    private static final String PASSWORD = "f83Kd92Lmx" + "0Qz81Vbn47";

    @Test
    void readsTheValuesOfSecretsAloneWithTheirLines() {
        String manifest = "kind: ConfigMap\ndata:\n  a: " + encoded("b") + "\n---\ndata:\n  c: " + encoded("d")
                + "\nstringData: {e: f}\nkind: Secret\n";

        assertThat(SecretManifest.values(manifest))
                .extracting(SecretManifest.Value::key, SecretManifest.Value::line, SecretManifest.Value::text)
                .containsExactly(tuple("c", 6, "d"), tuple("e", 7, "f"));
    }

    @Test
    void readsListsOfObjects() {
        String manifest = "kind: List\nitems:\n- kind: Secret\n  data: {a: " + encoded("b")
                + "}\n- kind: Service\n  data: {c: " + encoded("d") + "}\n";

        assertThat(SecretManifest.values(manifest))
                .extracting(SecretManifest.Value::key)
                .containsExactly("a");
    }

    @Test
    void takesWhatIsNoBase64ForNoValue() {
        assertThat(SecretManifest.values("kind: Secret\ndata:\n  a: \"{{ .Values.a | b64enc }}\"\n"))
                .isEmpty();
    }

    @Test
    void keepsWhatCameBeforeAFault() {
        assertThat(SecretManifest.values("kind: Secret\ndata: {a: " + encoded("b") + "}\n---\n\t{{ if }}\n"))
                .extracting(SecretManifest.Value::key)
                .containsExactly("a");
    }

    @Test
    void survivesDeepNestingAndAliases() {
        assertThat(SecretManifest.values("kind: Secret\ndata: " + "[".repeat(100_000)))
                .isEmpty();
        assertThat(SecretManifest.values("kind: Secret\nx: &x {a: b}\ndata: *x\n"))
                .isEmpty();
    }

    @Test
    void reportsAKnownSecretInBase64ByItsRule() {
        String token = "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn";

        assertThat(search("kind: Secret\ndata:\n  a: " + encoded(token)))
                .extracting(Finding::id, Finding::location)
                .containsExactly(tuple("github-pat", "secret.yaml:3"));
    }

    @Test
    void reportsRandomValuesButNoPlaceholders() {
        assertThat(search("kind: Secret\ndata:\n  a: " + encoded(PASSWORD) + "\n  b: " + encoded("changeme") + "\n  c: "
                        + encoded("admin")))
                .extracting(Finding::id, Finding::location)
                .containsExactly(tuple("kubernetes-secret-yaml", "secret.yaml:3"));
        assertThat(search("kind: ConfigMap\ndata:\n  a: " + encoded(PASSWORD))).isEmpty();
    }

    @Test
    void leavesAMarkedValueAlone() {
        assertThat(search("kind: Secret\ndata:\n  a: " + encoded(PASSWORD) + " # autodeploy:allow"))
                .isEmpty();
    }

    private static List<Finding> search(String manifest) {
        return SecretSearch.search("secret.yaml", manifest);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
