package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageConfigurationCheckTest {
    @Test
    void findsEveryFaultOfABadImage() throws Exception {
        JsonNode configuration = Json.readTree("""
                {"User": "", "Env": ["PATH=/bin", "DB_PASSWORD=geheim", "API_TOKEN=geheim"], "ExposedPorts": {"22/tcp": {}}}
                """);
        JsonNode history = Json.readTree("""
                [{"created_by": "RUN |1 NPM_TOKEN=geheim /bin/sh -c npm ci # buildkit"},
                 {"created_by": "|2 A=1 GIT_PASSWORD=geheim /bin/sh -c make"},
                 {"created_by": "/bin/sh -c #(nop)  ARG OTHER_SECRET=geheim"},
                 {"created_by": "CMD [\\"sh\\"]"}]
                """);

        List<Finding> findings = ImageConfigurationCheck.findings("shop:1", configuration, history);

        assertThat(findings)
                .extracting(Finding::id)
                .containsExactlyElementsOf(
                        ImageConfigurationCheck.rules().stream().map(Rule::id).toList());
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.location()).isEqualTo("shop:1");
            assertThat(finding.title()).doesNotContain("geheim");
        });
        assertThat(findings.get(1).title()).contains("API_TOKEN, DB_PASSWORD");
        assertThat(findings.get(2).title()).contains("GIT_PASSWORD, NPM_TOKEN, OTHER_SECRET");
    }

    @Test
    void findsNothingWrongWithAGoodImage() throws Exception {
        JsonNode configuration = Json.readTree("""
                {"User": "1000:1000", "Env": ["PATH=/bin", "TOKEN_URL=x"], "ExposedPorts": {"8080/tcp": {}},
                 "Healthcheck": {"Test": ["CMD", "true"]}}
                """);
        JsonNode history = Json.readTree("""
                [{"created_by": "RUN |1 VERSION=1 /bin/sh -c DB_PASSWORD=$X make"}, {"created_by": "COPY a b"}, {}]
                """);

        assertThat(ImageConfigurationCheck.findings("shop:1", configuration, history))
                .isEmpty();
    }

    @Test
    void takesAnythingForAConfiguration() throws Exception {
        JsonNode strange = Json.readTree("[1, {\"Env\": 5}]");

        assertThat(ImageConfigurationCheck.findings("shop:1", strange, strange))
                .extracting(Finding::id)
                .containsExactly("image-root-user", "image-no-healthcheck");
    }
}
