package io.jenkins.plugins.autodeploy.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanReportTest {
    @Test
    void whatIsAcceptedDoesNotCount() {
        assertThat(ScanSamples.three().counting())
                .extracting(Finding::id)
                .containsExactly("CVE-2021-44228", "private-key");
    }

    @Test
    void oneOfTwoThatAreAlikeCountsWhenOneIsAccepted() {
        ScanReport hostile = ScanSamples.hostile();

        assertThat(hostile.findings()).hasSize(2);
        assertThat(hostile.counting()).hasSize(1);
    }

    @Test
    void whatHasNoFixDoesNotCountWherePolicyIgnoresIt() {
        ScanReport report = judgedBy(new ScanPolicy(Severity.LOW, true, false, null, Map.of()), List.of());

        assertThat(report.counting()).extracting(Finding::id).containsExactly("fixed", "fault");
    }

    @Test
    void onlyWhatIsNewCountsWherePolicySaysSo() {
        ScanReport report = judgedBy(new ScanPolicy(Severity.LOW, false, true, null, Map.of()), List.of(2));

        assertThat(report.counting()).extracting(Finding::id).containsExactly("fault");
    }

    @Test
    void theBriefHasAllButTheFindings() {
        ScanReport brief = ScanSamples.many(500).brief();

        assertThat(brief.findings()).isEmpty();
        assertThat(brief.accepted()).isEmpty();
        assertThat(brief.counts()).isEqualTo(ScanSamples.many(500).counts());
        assertThat(brief.reasons()).isNotEmpty();
    }

    @Test
    void aVerdictKeepsTheFirstReasonsAndSaysHowManyThereAreBeyond() {
        ScanVerdict verdict = ScanVerdict.of(ScanSamples.many(2000), 2);

        assertThat(verdict.number()).isEqualTo(2);
        assertThat(verdict.reasons()).hasSize(11).last().isEqualTo("And 40 more reasons");
    }

    @Test
    void keepsTheOrderOfItsCounts() throws Exception {
        ScanReport report = Json.read(
                "{\"counts\":{\"CRITICAL\":5,\"HIGH\":7,\"MEDIUM\":8,\"LOW\":7,\"NEGLIGIBLE\":1}}", ScanReport.class);

        assertThat(report.counts().keySet()).containsExactly("CRITICAL", "HIGH", "MEDIUM", "LOW", "NEGLIGIBLE");
    }

    private static ScanReport judgedBy(ScanPolicy policy, List<Integer> newAt) {
        ScanReport sample = ScanSamples.clean();
        Finding fixed = Finding.of(FindingKind.VULNERABILITY, "fixed", Severity.HIGH, "")
                .withPackage("a", null, "1", "2");
        Finding unfixed = Finding.of(FindingKind.VULNERABILITY, "unfixed", Severity.HIGH, "")
                .withPackage("b", null, "1", null);
        Finding fault = Finding.of(FindingKind.MISCONFIGURATION, "fault", Severity.HIGH, "");
        return new ScanReport(
                sample.target(),
                null,
                "trivy",
                null,
                null,
                true,
                List.of(),
                List.of(fixed, unfixed, fault),
                List.of(),
                Map.of(),
                0,
                newAt.size(),
                newAt,
                "run 1",
                policy,
                null,
                true,
                List.of(),
                List.of(),
                sample.scannedAt());
    }
}
