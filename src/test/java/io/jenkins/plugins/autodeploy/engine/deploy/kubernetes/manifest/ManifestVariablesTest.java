package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.WantedDeployment;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestVariablesTest {
    private static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: http://${HOST}/${HOST} | X | \"http://X/X\"",
                "x: ${HOST} | 3 | 3",
                "x: '${HOST}' | 3 | \"3\"",
                "x: ${HOST} | true | true",
                "x: v${HOST} | 3 | \"v3\"",
                "x: $${HOST} | 3 | \"${HOST}\"",
                "x: ${lower} | 3 | \"${lower}\"",
                "x: $HOST | 3 | \"$HOST\"",
                "x: ${HOST} | 2024-01-31 | \"2024-01-31\"",
                "x: ${HOST} | ${HOST} | \"${HOST}\"",
                "x: ${HOST} | {a: 1} | \"{a: 1}\"",
            })
    void standForTheirValues(String yaml, String value, String expected) throws Exception {
        assertThat(read(HEAD + yaml, Map.of("HOST", value)).path("x")).hasToString(expected);
    }

    @Test
    void cannotAddAnythingToTheManifests() throws Exception {
        JsonNode object = read(
                HEAD + "x: ${HOST}\n${HOST}: {b: 1}\n", Map.of("HOST", "a: b\n---\nkind: Secret\n<<: {evil: true}\n"));

        assertThat(object.path("x").isTextual()).isTrue();
        assertThat(object.has("evil")).isFalse();
        assertThat(object.size()).isEqualTo(5);
    }

    @Test
    void cannotMergeByAKey() throws Exception {
        assertThat(read(HEAD + "${HOST}: {evil: true}", Map.of("HOST", "<<")).has("evil"))
                .isFalse();
    }

    @Test
    void areFilledOnceWhereAnAliasRepeatsThem() throws Exception {
        JsonNode object = read(HEAD + "x: &x {v: \"$${HOST}\"}\ny: *x\n", Map.of("HOST", "h"));

        assertThat(object.at("/x/v").asText()).isEqualTo("${HOST}");
        assertThat(object.at("/y/v").asText()).isEqualTo("${HOST}");
    }

    @Test
    void haveAFewThatEveryDeploymentDefines() throws Exception {
        JsonNode object =
                read(HEAD + "x: ${IMAGE} ${WORKLOAD} ${NAMESPACE} ${ENVIRONMENT} ${DEPLOYMENT_ID}", Map.of("A", ""));

        assertThat(object.path("x").asText()).isEqualTo("shop:1 web default dev d1");
    }

    @Test
    void areLeftAloneWhereNoneAreGiven() throws Exception {
        assertThat(read(HEAD + "x: ${IMAGE}", Map.of()).path("x").asText()).isEqualTo("${IMAGE}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"x: ${NAME} # line 4", "x: |\\n  first\\n  ${NAME} # line 6", "y: 1\\nx: [1, '${NAME}'] # line 5"})
    void areRefusedWithFileAndLineWhereTheyStandForNothing(String yaml, String line) {
        assertThatThrownBy(() -> read(HEAD + yaml.replace("\\n", "\n"), Map.of("HOST", "h")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("${NAME} in k8s/web.yaml, " + line)
                .hasMessageContaining("DEPLOYMENT_ID, ENVIRONMENT, HOST, IMAGE");
    }

    @Test
    void cannotTakeTheNameOfOneThatEveryDeploymentDefines() {
        assertThatThrownBy(() -> read(HEAD, Map.of("IMAGE", "x"))).hasMessageContaining("variables: 'IMAGE'");
    }

    @Test
    void cannotFillTheMemory() {
        String many = "x: \"" + "${BIG}".repeat(2000) + "\"";

        assertThatThrownBy(() -> read(HEAD + many, Map.of("BIG", "b".repeat(1000))))
                .hasMessageContaining("at most 1 MiB of values");
    }

    private static JsonNode read(String yaml, Map<String, String> variables) throws InvalidInputException {
        ManifestVariables values = ManifestVariables.of(new WantedDeployment("default", "web", "d1", "shop:1")
                .variables(variables)
                .request());
        return new ManifestReader(values)
                .read(List.of(new ManifestText("k8s/web.yaml", yaml)))
                .get(0)
                .json();
    }
}
