package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.audit.AuditAction;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.audit.AuditResult;
import io.jenkins.plugins.autodeploy.engine.audit.AuditSamples;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log as it is asked for. */
class AuditApiTest {
    private static final String JOB = "team/shop";
    private static final Instant TIME = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    private Path home;

    private AuditApi api;

    @BeforeEach
    void threeEntries() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, TIME));
        log.append(AuditSamples.approved(2, TIME.plusSeconds(10), "=1+1"));
        log.append(AuditSamples.entry(
                2, TIME.plusSeconds(20), "ada", AuditAction.DEPLOY, AuditResult.ROLLED_BACK, "production", "Crash"));
        api = new AuditApi(log);
    }

    @Test
    void answersAsOpenApiDescribesIt() throws Exception {
        JsonNode description = json(new DeploymentsApi(InstantSource.system()).get(null, "openapi.json", Map.of()));
        List<String> differences = new ArrayList<>();

        new OpenApiCheck(description)
                .compare(
                        "/audit",
                        description.at("/paths/~1audit/get/responses/200/content/application~1json/schema"),
                        json(api.list(JOB, Map.of("size", "2"))),
                        differences);

        assertThat(differences).isEmpty();
    }

    @Test
    void everyActionIsDescribed() throws Exception {
        JsonNode description = json(new DeploymentsApi(InstantSource.system()).get(null, "openapi.json", Map.of()));

        assertThat(description.at("/components/schemas/AuditAction/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(List.of(AuditAction.values()).stream()
                        .map(AuditAction::label)
                        .toList());
    }

    @Test
    void isPaged() throws Exception {
        JsonNode first = json(api.list(JOB, Map.of("size", "2")));
        JsonNode second = json(
                api.list(JOB, Map.of("size", "2", "before", first.path("next").asText())));

        assertThat(first.path("entries"))
                .extracting(entry -> entry.path("seq").asInt())
                .containsExactly(3, 2);
        assertThat(second.path("entries"))
                .extracting(entry -> entry.path("seq").asInt())
                .containsExactly(1);
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "user,grace,2",
        "action,automaticRollback,''",
        "action,DEPLOY,3 1",
        "since,2026-11-02T08:00:10Z,3 2",
        "until,2026-11-02T09:00:10+01:00,1",
        "since,2026-11-03,''",
        "workload,web,3 2 1",
        "environment,staging,''"
    })
    void isFiltered(String parameter, String value, String seqs) throws Exception {
        StringBuilder found = new StringBuilder();
        json(api.list(JOB, Map.of(parameter, value)))
                .path("entries")
                .forEach(entry -> found.append(entry.path("seq").asInt()).append(' '));

        assertThat(found.toString().strip()).isEqualTo(seqs);
    }

    /** Whoever may see one job may not see the others by asking for them. */
    @Test
    void showsNoOtherJob() throws Exception {
        assertThat(json(api.list("other", Map.of("job", JOB))).path("entries")).isEmpty();
        assertThat(json(api.list(Map.of("job", JOB))).path("entries")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"action,deplo", "since,yesterday", "until,2026-13-01", "size,0", "size,201", "before,2026-11"})
    void saysWhatIsWrongWithAParameter(String parameter, String value) throws Exception {
        Answer answer = api.list(JOB, Map.of(parameter, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).startsWith("%s: '%s' is not valid".formatted(parameter, value));
    }

    @Test
    void isATableWithAllPages() throws Exception {
        StringBuilder csv = new StringBuilder();

        api.csv(Map.of("environment", "production"), csv);

        assertThat(csv.toString().lines()).hasSize(4);
        assertThat(csv).contains("\"'=1+1\"");
    }

    @Test
    void writesNoTableWhereAParameterIsWrong() {
        StringBuilder csv = new StringBuilder();

        assertThatThrownBy(() -> api.csv(Map.of("action", "x"), csv)).isInstanceOf(InvalidInputException.class);
        assertThat(csv).isEmpty();
    }

    private static JsonNode json(Answer answer) throws Exception {
        return Json.readTree(answer.json());
    }
}
