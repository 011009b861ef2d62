package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrypeReportTest {
    private static final String MATCH = "{\"vulnerability\":{\"id\":\"CVE-2024-0001\"},\"artifact\":{\"name\":\"a\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"grype/image-0.30", "grype/directory-0.74", "grype/image-0.99"})
    void readsEveryPublishedForm(String name) throws Exception {
        GrypeReport report = GrypeReport.of(ReportSamples.report(name));

        assertThat(Json.readTree(Json.write(report))).isEqualTo(ReportSamples.expected(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\0",
                "garbage",
                "{\"matches\":null}",
                "{\"matches\":{}}",
                "{\"matches\":[7]}",
                "{\"matches\":[{}]}",
                "{\"matches\":[{\"vulnerability\":{\"id\":\"a\"}}]}",
                "{\"matches\":[{\"vulnerability\":{\"id\":{}},\"artifact\":{}}]}",
                "{\"matches\":[]",
                "{\"matches\":[]}x",
                "{\"descriptor\":{\"name\":\"grype\"}}",
            })
    void refusesWhatIsNoReport(String json) {
        assertThatThrownBy(() -> GrypeReport.of(json.getBytes(UTF_8)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Grype's report ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":{\"valid\":false}}",
                "{\"status\":{\"valid\":false,\"error\":\"database does not exist\"}}",
                "{\"built\":\"2026-01-01T00:00:00Z\",\"error\":{}}",
            })
    void refusesAReportThatWasMadeWithoutAValidDatabase(String database) {
        String json = "{\"matches\":[],\"descriptor\":{\"db\":" + database + "}}";

        assertThatThrownBy(() -> GrypeReport.of(json.getBytes(UTF_8)))
                .isInstanceOf(ScannerFailedException.NoDatabase.class)
                .hasMessageStartingWith("Grype's vulnerability database is not valid (");
    }

    @Test
    void doesNotTakeTheZeroTimeForADatabases() throws Exception {
        GrypeReport report = GrypeReport.of(
                "{\"matches\":[],\"descriptor\":{\"db\":{\"built\":\"0001-01-01T00:00:00Z\"}}}".getBytes(UTF_8));

        assertThat(report.database()).isNull();
    }

    @Test
    void refusesMoreThanCanBeJudged() {
        String many = "{\"matches\":[" + String.join(",", Collections.nCopies(20_001, MATCH)) + "]}";

        assertThatThrownBy(() -> GrypeReport.of(many.getBytes(UTF_8)))
                .hasMessage("Grype reported more than 20000 findings, too many to be judged");
    }

    @Test
    void cleansWhatTerminalsAndPagesWouldObey() throws Exception {
        GrypeReport report = GrypeReport.of("""
                {"matches":[{"vulnerability":{"id":"\\u001b[1mGHSA-1","dataSource":"javascript:x","urls":["https://example.com"],
                "severity":"<b>","namespace":"a\\u0000b:c","description":"<img src=x onerror=alert(1)>\\u001b[2J. More."},
                "artifact":{"name":"..\\u0007","version":"1\\n2","locations":[{"path":"/../../etc/shadow"},null]}}]}
                """.getBytes(UTF_8));

        Finding finding = report.findings().get(0);
        assertThat(finding.id()).isEqualTo("GHSA-1");
        assertThat(finding.title()).isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(finding.link()).isEqualTo("https://example.com");
        assertThat(finding.severitySource()).isEqualTo("a b: <b>");
        assertThat(finding.installed()).isEqualTo("1 2");
        assertThat(finding.location()).isEqualTo("etc/shadow");
    }
}
