package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyReportTest {
    private static final String VULNERABILITY = "{\"VulnerabilityID\":\"CVE-2024-0001\",\"PkgName\":\"a\"}";

    @ParameterizedTest
    @ValueSource(strings = {"trivy/array-0.19", "trivy/filesystem-0.38", "trivy/image-0.74"})
    void readsEveryPublishedForm(String name) throws Exception {
        TrivyReport report = TrivyReport.of(ReportSamples.report(name));

        assertThat(Json.readTree(Json.write(report))).isEqualTo(ReportSamples.expected(name));
    }

    @Test
    void keepsNothingOfASecretItself() throws Exception {
        TrivyReport report = TrivyReport.of(ReportSamples.report("trivy/filesystem-0.38"));

        assertThat(Json.write(report)).contains("aws-access-key-id").doesNotContain("NEVER-TO-BE-KEPT");
    }

    @Test
    void tellsWhenNothingWasFound() throws Exception {
        TrivyReport report = TrivyReport.of("{\"SchemaVersion\":2,\"ArtifactName\":\".\"}".getBytes(UTF_8));

        assertThat(report.findings()).isEmpty();
        assertThat(report.packages()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "\0\0\0",
                "not json",
                "<html>502 Bad Gateway</html>",
                "{\"SchemaVersion\":2,\"Results\":[",
                "{\"SchemaVersion\":2,\"Results\":\"none\"}",
                "{\"SchemaVersion\":2,\"Results\":{}}",
                "{\"SchemaVersion\":2,\"Results\":[]}{\"SchemaVersion\":2}",
                "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Vulnerabilities\":{}}]}",
                "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Secrets\":[\"b\"]}]}",
                "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Secrets\":[{\"Title\":{}}]}]}",
                "{\"SchemaVersion\":2,\"Results\":[5]}",
                "[5]",
            })
    void refusesWhatIsNoReport(String json) {
        assertThatThrownBy(() -> TrivyReport.of(json.getBytes(UTF_8)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Trivy's report ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"error\":\"no\"}",
                "{\"SchemaVersion\":3,\"Results\":[]}",
                "{\"SchemaVersion\":2,\"Results\":[{\"Class\":\"secret\"}]}",
                "[{\"error\":\"no\"}]",
            })
    void refusesAFormThatIsNotKnown(String json) {
        assertThatThrownBy(() -> TrivyReport.of(json.getBytes(UTF_8)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Trivy's report has a form that is not known");
    }

    @Test
    void refusesDeepNestingEvenWhereItIsSkipped() {
        String deep = "{\"SchemaVersion\":2,\"New\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThatThrownBy(() -> TrivyReport.of(deep.getBytes(UTF_8)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageContaining("cannot be read");
    }

    /** Read as it stands, this one would be a list of millions of strings. */
    @Test
    void refusesOneFindingThatIsLargerThanAny() {
        String references = "\"\",".repeat(3 << 20) + "\"\"";
        String large = result("\"Vulnerabilities\":[{\"VulnerabilityID\":\"a\",\"References\":[" + references + "]}]");

        assertThatThrownBy(() -> TrivyReport.of(large.getBytes(UTF_8)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void readsAReportWithAByteOrderMarkAndRefusesOneThatIsNotUtf8() throws Exception {
        String report = result("\"Secrets\":[{\"RuleID\":\"a\",\"Title\":\"\u00e9\"}]");

        assertThat(TrivyReport.of(("\ufeff" + report).getBytes(UTF_8)).findings())
                .extracting(Finding::title)
                .containsExactly("\u00e9");
        assertThatThrownBy(() -> TrivyReport.of(report.getBytes(UTF_16LE)))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesMoreThanCanBeJudged() {
        String many =
                result("\"Vulnerabilities\":[" + String.join(",", Collections.nCopies(20_001, VULNERABILITY)) + "]");

        assertThatThrownBy(() -> TrivyReport.of(many.getBytes(UTF_8)))
                .hasMessage("Trivy reported more than 20000 findings, too many to be judged");
    }

    @Test
    void cleansWhatTerminalsAndPagesWouldObey() throws Exception {
        TrivyReport report = TrivyReport.of(result("""
                "Vulnerabilities":[{"VulnerabilityID":"CVE-2024-0001\\u0000\\u001b[31m","PkgName":"\\u001b]0;title\\u0007a\\nb",
                "PkgPath":"../../../etc/\\u202epasswd","Title":"<script>alert(1)</script>\\u001b[2J","PrimaryURL":"javascript:alert(1)",
                "References":["data:text/html,x","https://example.com/a b","http://example.com/a"]}],
                "Misconfigurations":[{"ID":"DS001","Title":"t","CauseMetadata":{"StartLine":-5}}]""").getBytes(UTF_8));

        Finding vulnerability = report.findings().get(0);
        assertThat(vulnerability.id()).isEqualTo("CVE-2024-0001");
        assertThat(vulnerability.packageName()).isEqualTo("a b");
        assertThat(vulnerability.location()).isEqualTo("etc/ passwd");
        assertThat(vulnerability.title()).isEqualTo("<script>alert(1)</script>");
        assertThat(vulnerability.link()).isEqualTo("http://example.com/a");
        assertThat(report.findings().get(1).location()).isEqualTo("../x/Dockerfile".substring(3));
    }

    @Test
    void boundsLongTexts() throws Exception {
        TrivyReport report =
                TrivyReport.of(result("\"Secrets\":[{\"RuleID\":\"a\",\"Title\":\"" + "x".repeat(1 << 20) + "\"}]")
                        .getBytes(UTF_8));

        assertThat(report.findings().get(0).title()).hasSizeLessThan(400);
    }

    @Test
    void takesASeverityThatItDoesNotKnowAsUnknownAndKeepsTheWord() throws Exception {
        TrivyReport report =
                TrivyReport.of(result("\"Vulnerabilities\":[{\"VulnerabilityID\":\"a\",\"Severity\":\"Moderate\"},"
                                + "{\"VulnerabilityID\":\"b\",\"Severity\":\"UNKNOWN\",\"SeveritySource\":\"nvd\"},"
                                + "{\"VulnerabilityID\":\"c\"}]")
                        .getBytes(UTF_8));

        assertThat(report.findings()).extracting(Finding::severity).containsOnly(Severity.UNKNOWN);
        assertThat(report.findings()).extracting(Finding::severitySource).containsExactly("Moderate", "nvd", null);
    }

    @Test
    void makesThePackageUrlsThatOlderVersionsDoNotTell() throws Exception {
        TrivyReport report = TrivyReport.of("""
                {"SchemaVersion":2,"Metadata":{"OS":{"Family":"alpine","Name":"3.20.1"}},"Results":[
                {"Target":"t","Class":"lang-pkgs","Type":"pom","Packages":[{"Name":"org.slf4j:slf4j-api","Version":"2.0.9"}]},
                {"Target":"t","Class":"lang-pkgs","Type":"npm","Packages":[{"Name":"@a/b","Version":"1.0.0+x"}]},
                {"Target":"t","Class":"lang-pkgs","Type":"gomod","Packages":[{"Name":"github.com/a/b","Version":"1.0.0"}]},
                {"Target":"t","Class":"os-pkgs","Type":"alpine","Packages":[{"Name":"busybox","Version":"1.36.1-r29","Arch":"x86_64"}]},
                {"Target":"t","Class":"lang-pkgs","Type":"julia","Packages":[{"Name":"c","Version":"1"}]}]}
                """.getBytes(UTF_8));

        assertThat(report.packages())
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly(
                        "pkg:maven/org.slf4j/slf4j-api@2.0.9",
                        "pkg:npm/%40a/b@1.0.0%2Bx",
                        "pkg:golang/github.com/a/b@1.0.0",
                        "pkg:apk/alpine/busybox@1.36.1-r29?arch=x86_64");
        assertThat(report.packages())
                .extracting(SoftwarePackage::ecosystem)
                .containsExactly("Maven", "npm", "Go", "Alpine:v3.20");
    }

    private static String result(String found) {
        return "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"../x/Dockerfile\",\"Class\":\"config\"," + found
                + "}]}";
    }
}
