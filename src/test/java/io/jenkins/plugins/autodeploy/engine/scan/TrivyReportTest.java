package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyReportTest {
    @Test
    void readsVulnerabilitiesFaultsAndSecrets() throws Exception {
        String json = """
                {"SchemaVersion": 2, "New": {"deep": [1]}, "Results": [
                  {"Target": "package-lock.json", "Class": "lang-pkgs", "Vulnerabilities": [
                    {"VulnerabilityID": "CVE-2021-23337", "PkgName": "lodash", "InstalledVersion": "4.17.0",
                     "FixedVersion": "4.17.21", "Severity": "HIGH", "Title": "command injection",
                     "PrimaryURL": "https://avd.aquasec.com/nvd/cve-2021-23337"},
                    {"VulnerabilityID": "CVE-1", "PkgName": "x", "Severity": "IMPORTANT", "PrimaryURL": "javascript:alert(1)"}]},
                  {"Target": "Dockerfile", "Misconfigurations": [
                    {"ID": "DS002", "Title": "root", "Message": "Specify a user", "Resolution": "Add USER",
                     "Severity": "HIGH", "Status": "FAIL", "CauseMetadata": {"StartLine": 3}},
                    {"ID": "DS001", "Severity": "LOW", "Status": "PASS"}]},
                  {"Target": "a.txt", "Secrets": [
                    {"RuleID": "aws-access-key-id", "Title": "AWS", "Severity": "CRITICAL", "StartLine": 7, "Match": "AKIA"}]},
                  {"Target": "empty", "Vulnerabilities": null}, null]}
                """;

        assertThat(TrivyReport.findings(json))
                .containsExactly(
                        new Finding(
                                "CVE-2021-23337",
                                "lodash",
                                "4.17.0",
                                "4.17.21",
                                Severity.HIGH,
                                "command injection",
                                "https://avd.aquasec.com/nvd/cve-2021-23337",
                                "package-lock.json"),
                        new Finding("CVE-1", "x", null, null, Severity.UNKNOWN, "CVE-1", null, "package-lock.json"),
                        new Finding(
                                "DS002",
                                null,
                                null,
                                null,
                                Severity.HIGH,
                                "Specify a user: Add USER",
                                null,
                                "Dockerfile:3"),
                        new Finding("aws-access-key-id", null, null, null, Severity.CRITICAL, "AWS", null, "a.txt:7"));
    }

    @Test
    void takesAReportWithoutResultsForNoFindings() throws Exception {
        assertThat(TrivyReport.findings("{\"SchemaVersion\": 2}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"SchemaVersion\": 3}",
                "{\"SchemaVersion\": 2, \"Results\": \"x\"}",
                "{\"SchemaVersion\": 2"
            })
    void refusesWhatIsNoReport(String json) {
        assertThatThrownBy(() -> TrivyReport.findings(json))
                .isInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Trivy's report");
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> TrivyReport.findings("{\"X\":" + "[".repeat(100_000)))
                .isInstanceOf(ScannerFailedException.class);
    }

    @Test
    void cleansWhatATerminalWouldObey() throws Exception {
        String json = """
                {"SchemaVersion": 2, "Results": [{"Target": "a\\u0000b", "Secrets": [
                  {"RuleID": "r", "Severity": "LOW", "Title": "\\u001b[31mred\\u001b[0m\\n<b>bold</b>\\u202e \\u001b]0;title\\u0007end"}]}]}
                """;

        assertThat(TrivyReport.findings(json)).first().satisfies(finding -> {
            assertThat(finding.title()).isEqualTo("red <b>bold</b> end");
            assertThat(finding.location()).isEqualTo("a b");
        });
    }
}
