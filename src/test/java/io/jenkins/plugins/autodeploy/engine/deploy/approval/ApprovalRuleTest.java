package io.jenkins.plugins.autodeploy.engine.deploy.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalVerdict.State;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an approval asks for, whose decision counts, and when it is over. */
class ApprovalRuleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void hasDefaultsForAllOfIt() throws Exception {
        assertThat(ApprovalRule.of(null, 1, null, true))
                .isEqualTo(new ApprovalRule(List.of(), 1, Duration.ofDays(1), true));
    }

    @Test
    void readsNamesAsTheyAreWritten() throws Exception {
        assertThat(ApprovalRule.of(" ops, release,,ops ", 2, "90m", false))
                .isEqualTo(new ApprovalRule(List.of("ops", "release"), 2, Duration.ofMinutes(90), false));
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "2h, PT2H", "30d, PT720H"})
    void readsTimesAsPeopleWriteThem(String text, Duration timeout) throws Exception {
        assertThat(ApprovalRule.of("ops", 1, text, true).timeout()).isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "h", "2 hours", "-1h", "0s", "31d", "99999999h", "PT2H"})
    void refusesOtherTimes(String text) {
        assertThatThrownBy(() -> ApprovalRule.of("ops", 1, text, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("approval.timeout");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 21})
    void refusesOtherNumbersOfPeople(int count) {
        assertThatThrownBy(() -> ApprovalRule.of("ops", count, null, true)).hasMessageContaining("approval.count");
    }

    @Test
    void refusesNamesThatNobodyCanHave() {
        assertThatThrownBy(() -> ApprovalRule.of("o".repeat(201), 1, null, true))
                .hasMessageContaining("approval.by");
        assertThatThrownBy(() -> ApprovalRule.of("o\np", 1, null, true)).hasMessageContaining("approval.by");
    }

    @Test
    void everybodyMayDecideWhereNobodyIsNamed() {
        assertThat(Admission.of(approval(List.of(), true), "ada", person("linus")))
                .isEqualTo(Admission.COUNTS);
    }

    @Test
    void aPersonIsAskedByIdOrByGroup() {
        Approval approval = approval(List.of("linus", "ops"), true);
        assertThat(Admission.of(approval, "ada", person("linus"))).isEqualTo(Admission.COUNTS);
        assertThat(Admission.of(approval, "ada", person("grace", "ops"))).isEqualTo(Admission.COUNTS);
        assertThat(Admission.of(approval, "ada", person("grace", "ops2"))).isEqualTo(Admission.NOT_ASKED);
    }

    @Test
    void nobodyApprovesTheirOwnUnlessThatIsAllowed() {
        assertThat(Admission.of(approval(List.of(), true), "ada", person("ADA")))
                .isEqualTo(Admission.OWN_DEPLOYMENT);
        assertThat(Admission.of(approval(List.of(), false), "ada", person("ada")))
                .isEqualTo(Admission.COUNTS);
        assertThat(Admission.of(approval(List.of(), true), null, person("ada"))).isEqualTo(Admission.COUNTS);
    }

    @Test
    void anApprovalThatWasGivenInTimeCountsAlsoWhenThatIsNoticedLate() {
        Approval granted = approval(List.of(), true).with(decision("linus", true));
        assertThat(ApprovalVerdict.of(granted, NOW.plusSeconds(9999)).state()).isEqualTo(State.GRANTED);
    }

    @Test
    void isOverAtItsDeadlineAndNoMomentBefore() {
        Approval approval = approval(List.of("ops"), true);
        assertThat(ApprovalVerdict.of(approval, NOW.plusSeconds(59)).state()).isEqualTo(State.WAITING);
        assertThat(ApprovalVerdict.of(approval, NOW.plusSeconds(60)).state()).isEqualTo(State.TIMED_OUT);
    }

    @Test
    void aCommentIsKeptOnOneLineWithoutWhatATerminalOrALogWouldObey() {
        ApprovalDecision decision = new ApprovalDecision("li\u001b[8mnus", NOW, true, "a\n\u001b[31mb\u202ec");
        assertThat(decision.who()).isEqualTo("li [8mnus");
        assertThat(decision.comment()).isEqualTo("a [31mb c");
        assertThat(new ApprovalDecision("linus", NOW, true, "x".repeat(5000)).comment())
                .hasSize(1000);
        assertThat(new ApprovalDecision("linus", NOW, true, " \n").comment()).isNull();
    }

    private static Approval approval(List<String> by, boolean notSelf) {
        return new ApprovalRule(by, 1, Duration.ofMinutes(1), notSelf).askedAt(NOW);
    }

    private static ApprovalDecision decision(String who, boolean approved) {
        return new ApprovalDecision(who, NOW, approved, null);
    }

    private static Approver person(String id, String... groups) {
        return new Approver(id, Set.of(groups));
    }
}
