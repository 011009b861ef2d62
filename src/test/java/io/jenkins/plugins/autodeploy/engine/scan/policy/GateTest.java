package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Instant NOON = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final ScanTarget DIRECTORY = new ScanTarget(null, ".");
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
        assertThat(verdict.counts()).containsExactly(entry("CRITICAL", 3), entry("LOW", 1));
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

    @Test
    void acceptsByAnAliasToo() {
        AcceptedRisk risk = new AcceptedRisk("GHSA-1", null, List.of(), "not called", "ann", null);

        Verdict verdict =
                gate(Severity.LOW, false, risk).judge(List.of(FIXABLE.withAliases(List.of("GHSA-1"))), List.of());

        assertThat(verdict.accepted()).hasSize(1);
    }

    @Test
    void countsOnlyWhatTheBaselineDoesNotHave() {
        Baseline baseline = new Baseline("run 4", Baseline.count(List.of(FIXABLE, UNFIXED)));
        Finding moved = FIXABLE.withPackage("lodash", null, "1.1", "4.17.21");

        Verdict verdict = new Gate(policy(Severity.LOW, true), DIRECTORY, List.of(), List.of(), baseline, NOON)
                .judge(List.of(moved, UNFIXED, LOW), List.of());

        assertThat(verdict.counts()).isEqualTo(Map.of("LOW", 1));
        assertThat(verdict.newFindings()).isEqualTo(1);
        assertThat(verdict.newAt()).containsExactly(2);
        assertThat(verdict.findings().get(2)).isEqualTo(LOW);
    }

    @Test
    void countsEverythingWithoutABaselineAndSaysHowToMakeOne() {
        Verdict verdict = new Gate(policy(Severity.LOW, true), DIRECTORY, List.of(), List.of(), null, NOON)
                .judge(List.of(LOW), List.of());

        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.newFindings()).isNull();
        assertThat(verdict.remarks()).first().asString().contains("failOn 'NONE'");
    }

    @Test
    void countsAgainAKnownFindingWhoseAcceptanceExpired() {
        AcceptedRisk risk = new AcceptedRisk("CVE-1", null, List.of(), "not called", "ann", TODAY.minusDays(1));
        Baseline baseline = new Baseline("run 4", Baseline.count(List.of(FIXABLE)));

        Verdict verdict = new Gate(policy(Severity.LOW, true), DIRECTORY, List.of(risk), List.of(), baseline, NOON)
                .judge(List.of(FIXABLE), List.of());

        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.newAt()).containsExactly(0);
    }

    @Test
    void makesNoBaselineOfWhatWasAccepted() {
        AcceptedRisk risk = new AcceptedRisk("CVE-1", null, List.of(), "not called", "ann", null);
        Verdict verdict = gate(Severity.LOW, false, risk).judge(List.of(FIXABLE, LOW), List.of());
        ScanReport report = Samples.scan(true, verdict.findings(), verdict.accepted());

        assertThat(Baseline.of(report)).isEqualTo(Baseline.count(List.of(LOW)));
    }

    @Test
    void knowsAsManySecretsOfAFileAsThereWere() {
        Baseline baseline = new Baseline("run 4", Baseline.count(List.of(SECRET)));
        Finding further = SECRET.withLocation("web/key.pem:30");

        assertThat(baseline.unknown(List.of(SECRET.withLocation("web/key.pem:7"))))
                .isEmpty();
        assertThat(baseline.unknown(List.of(SECRET, further))).containsExactly(1);
        assertThat(baseline.unknown(List.of(SECRET.withLocation("other.pem:1"))))
                .containsExactly(0);
    }

    @Test
    void failsWhereASeverityHasMoreFindingsThanAreAllowed() {
        ScanPolicy policy = new ScanPolicy(null, false, false, null, Map.of("LOW", 1, "CRITICAL", 0, "HIGH", 3));
        Gate gate = new Gate(policy, DIRECTORY, List.of(), List.of(), null, NOON);
        Finding another = vulnerability("CVE-4", "zlib", "1.3", Severity.LOW);

        assertThat(gate.judge(List.of(LOW), List.of()).reasons()).isEmpty();
        assertThat(gate.judge(List.of(LOW, another, FIXABLE), List.of()).reasons())
                .containsExactly(
                        "1 finding of severity CRITICAL: more than the 0 that are allowed",
                        "2 findings of severity LOW: more than the 1 that are allowed");
    }

    @Test
    void failsForADatabaseThatIsTooOldOrDoesNotTellItsAge() {
        Gate gate = new Gate(
                new ScanPolicy(null, false, false, Duration.ofDays(7), Map.of()),
                DIRECTORY,
                List.of(),
                List.of(),
                null,
                NOON);

        assertThat(gate.judge(List.of(), List.of(run(NOON.minus(Duration.ofDays(7)))))
                        .reasons())
                .isEmpty();
        assertThat(gate.judge(List.of(), List.of(run(NOON.minus(Duration.ofDays(9)))))
                        .reasons())
                .containsExactly(
                        "The vulnerability database of trivy is 9 days old, with a limit of 7 days: have it updated");
        assertThat(gate.judge(List.of(), List.of(run(null))).reasons()).hasSize(1);
        assertThat(Ages.text(Duration.ofHours(1))).isEqualTo("1 hour");
        assertThat(gate.judge(
                                List.of(),
                                List.of(new ScannerRun(
                                        "built-in", null, null, List.of(FindingKind.SECRET), Duration.ZERO, List.of())))
                        .reasons())
                .isEmpty();
    }

    @Test
    void doesNotCountWhatADocumentSaysIsNotAffected() {
        VexStatement notAffected = vex(VexStatus.NOT_AFFECTED, "pkg:npm/lodash");
        Finding finding = FIXABLE.withPackage("lodash", "pkg:npm/lodash@4.17.20", "4.17.20", "4.17.21");

        Verdict verdict = with(notAffected).judge(List.of(finding), List.of());

        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.accepted()).singleElement().satisfies(accepted -> assertThat(accepted.reason())
                .isEqualTo("not_affected: not called"));
    }

    @Test
    void countsWhatTheNewestStatementSaysIsAffected() {
        Finding finding = FIXABLE.withPackage("lodash", "pkg:npm/lodash@4.17.20", "4.17.20", "4.17.21");

        assertThat(with(vex(VexStatus.AFFECTED, "pkg:npm/lodash"), vex(VexStatus.NOT_AFFECTED, "pkg:npm/lodash"))
                        .judge(List.of(finding), List.of())
                        .reasons())
                .hasSize(1);
    }

    private static Gate with(VexStatement... statements) {
        return new Gate(policy(Severity.LOW, false), DIRECTORY, List.of(), List.of(statements), null, NOON);
    }

    private static VexStatement vex(VexStatus status, String product) {
        return new VexStatement(
                List.of("CVE-1"), List.of(new VexProduct(product, List.of())), status, "not called", "bob", NOON);
    }

    private static ScannerRun run(Instant databaseTime) {
        return new ScannerRun(
                "trivy", "0.60", databaseTime, List.of(FindingKind.VULNERABILITY), Duration.ZERO, List.of());
    }

    private static ScanPolicy policy(Severity failOn, boolean newOnly) {
        return new ScanPolicy(failOn, false, newOnly, null, Map.of());
    }

    private static Gate gate(Severity failOn, boolean ignoreUnfixed, AcceptedRisk... risks) {
        return new Gate(
                new ScanPolicy(failOn, ignoreUnfixed, false, null, Map.of()),
                DIRECTORY,
                List.of(risks),
                List.of(),
                null,
                NOON);
    }

    private static Finding vulnerability(String id, String name, String fixed, Severity severity) {
        return Finding.of(FindingKind.VULNERABILITY, id, severity, "bad " + name)
                .withPackage(name, null, "1.0", fixed)
                .withLocation("app");
    }
}
