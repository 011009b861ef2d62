package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Finding FIXABLE = vulnerability("CVE-1", "lodash", "4.17.21", Severity.CRITICAL);
    private static final Finding UNFIXED = vulnerability("CVE-2", "glibc", null, Severity.CRITICAL);
    private static final Finding SECRET =
            new Finding("private-key", null, null, null, Severity.CRITICAL, "Private key", null, "web/key.pem:1");
    private static final Finding LOW = vulnerability("CVE-3", "zlib", "1.3", Severity.LOW);

    @Test
    void failsFromTheGivenSeverityOnAndSaysWhatToDo() {
        Gate.Verdict verdict = gate(Severity.CRITICAL, false).judge(List.of(LOW, FIXABLE, UNFIXED, SECRET));

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
        assertThat(gate(null, false).judge(List.of(FIXABLE)).reasons()).isEmpty();
    }

    @Test
    void passesWhatIsLessSevere() {
        assertThat(gate(Severity.MEDIUM, false).judge(List.of(LOW)).reasons()).isEmpty();
        assertThat(gate(Severity.LOW, false).judge(List.of(LOW)).reasons()).hasSize(1);
    }

    @Test
    void ignoresPackagesWithoutAFixButNeverSecrets() {
        Gate.Verdict verdict = gate(Severity.CRITICAL, true).judge(List.of(UNFIXED, SECRET));

        assertThat(verdict.reasons()).hasSize(1).first().asString().contains("private-key");
        assertThat(verdict.counts()).isEqualTo(Map.of("CRITICAL", 1));
    }

    @Test
    void countsADuplicateOnce() {
        assertThat(gate(Severity.CRITICAL, false)
                        .judge(List.of(FIXABLE, FIXABLE))
                        .reasons())
                .hasSize(1);
    }

    @Test
    void doesNotCountWhatIsAcceptedUntilTheLastDay() {
        AcceptedRisk risk = new AcceptedRisk("cve-1", "lodash", List.of(), "not called", "ann", TODAY);

        Gate.Verdict verdict = gate(Severity.CRITICAL, false, risk).judge(List.of(FIXABLE));

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

        Gate.Verdict verdict = gate(Severity.CRITICAL, false, risk).judge(List.of(FIXABLE));

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

        assertThat(gate(Severity.LOW, false, web).judge(List.of(SECRET)).reasons())
                .isEmpty();
        Gate.Verdict verdict = gate(Severity.LOW, false, other).judge(List.of(SECRET));
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.remarks()).containsExactly("The accepted finding private-key matches nothing any more");
    }

    private static Gate gate(Severity failOn, boolean ignoreUnfixed, AcceptedRisk... risks) {
        return new Gate(failOn, ignoreUnfixed, List.of(risks), TODAY);
    }

    private static Finding vulnerability(String id, String name, String fixed, Severity severity) {
        return new Finding(id, name, "1.0", fixed, severity, "bad " + name, null, "app");
    }
}
