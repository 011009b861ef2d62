package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Finding FIXABLE = vulnerability("CVE-1", "lodash", "4.17.21", Severity.CRITICAL);
    private static final Finding UNFIXED = vulnerability("CVE-2", "glibc", null, Severity.CRITICAL);
    private static final Finding SECRET = Finding.of(
                    FindingKind.SECRET, "private-key", Severity.CRITICAL, "Private key")
            .withLocation("web/key.pem:1");
    private static final Finding LOW = vulnerability("CVE-3", "zlib", "1.3", Severity.LOW);

    @Test
    void failsFromTheGivenSeverityOnAndSaysWhatToDo() {
        Verdict verdict = gate(Severity.CRITICAL, false).judge(List.of(LOW, FIXABLE, UNFIXED, SECRET), List.of());

        assertThat(verdict.reasons())
                .containsExactly(
                        "CRITICAL CVE-1 in app: upgrade lodash from 1.0 to 4.17.21",
                        "CRITICAL CVE-2 in app: glibc 1.0 has no fixed version yet",
                        "CRITICAL private-key in web/key.pem:1: Private key");
        assertThat(verdict.counts()).isEqualTo(Map.of("CRITICAL", 3, "LOW", 1));
        assertThat(verdict.findings()).last().isEqualTo(LOW);
    }

    @Test
    void neverFailsWithoutASeverity() {
        assertThat(gate(null, false).judge(List.of(FIXABLE), List.of()).reasons())
                .isEmpty();
    }

    @Test
    void passesWhatIsLessSevere() {
        assertThat(gate(Severity.MEDIUM, false).judge(List.of(LOW), List.of()).reasons())
                .isEmpty();
        assertThat(gate(Severity.LOW, false).judge(List.of(LOW), List.of()).reasons())
                .hasSize(1);
    }

    @Test
    void ignoresPackagesWithoutAFixButNeverSecrets() {
        Verdict verdict = gate(Severity.CRITICAL, true).judge(List.of(UNFIXED, SECRET), List.of());

        assertThat(verdict.reasons()).hasSize(1).first().asString().contains("private-key");
        assertThat(verdict.counts()).isEqualTo(Map.of("CRITICAL", 1));
    }

    @Test
    void doesNotCountWhatIsAcceptedUntilTheLastDay() {
        AcceptedRisk risk = new AcceptedRisk("cve-1", "lodash", List.of(), "not called", "ann", TODAY);

        Verdict verdict = gate(Severity.CRITICAL, false, risk).judge(List.of(FIXABLE), List.of());

        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.counts()).isEmpty();
        assertThat(verdict.accepted()).hasSize(1).first().satisfies(accepted -> {
            assertThat(accepted.by()).isEqualTo("ann");
            assertThat(accepted.until()).isEqualTo(TODAY);
        });
    }

    @Test
    void countsAgainWhatWasAcceptedUntilYesterdayAndSaysSo() {
        AcceptedRisk risk = new AcceptedRisk("CVE-1", null, List.of(), "not called", "ann", TODAY.minusDays(1));

        Verdict verdict = gate(Severity.CRITICAL, false, risk).judge(List.of(FIXABLE), List.of());

        assertThat(verdict.reasons())
                .containsExactly(
                        "CRITICAL CVE-1 in app: upgrade lodash from 1.0 to 4.17.21 (accepted by ann until 2026-06-14)");
        assertThat(verdict.remarks())
                .containsExactly("The accepted finding CVE-1 counts again: ann accepted it until 2026-06-14");
    }

    @Test
    void acceptsOnlyInThePathsThatAreNamed() {
        AcceptedRisk web = new AcceptedRisk("private-key", null, List.of("web/**"), "test key", "ann", null);
        AcceptedRisk other = new AcceptedRisk("private-key", null, List.of("api/**"), "test key", "ann", null);

        assertThat(gate(Severity.LOW, false, web)
                        .judge(List.of(SECRET), List.of())
                        .reasons())
                .isEmpty();
        Verdict verdict = gate(Severity.LOW, false, other).judge(List.of(SECRET), List.of());
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.remarks()).containsExactly("The accepted finding private-key matches nothing any more");
    }

    private static Gate gate(Severity failOn, boolean ignoreUnfixed, AcceptedRisk... risks) {
        return new Gate(
                new ScanPolicy(failOn, ignoreUnfixed, false, null, Map.of()),
                List.of(risks),
                List.of(),
                null,
                TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    private static Finding vulnerability(String id, String name, String fixed, Severity severity) {
        return Finding.of(FindingKind.VULNERABILITY, id, severity, "bad " + name)
                .withPackage(name, null, "1.0", fixed)
                .withLocation("app");
    }
}
