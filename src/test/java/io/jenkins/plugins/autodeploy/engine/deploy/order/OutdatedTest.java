package io.jenkins.plugins.autodeploy.engine.deploy.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is older than what is live, and that it is remembered at the target. */
class OutdatedTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);

    @Test
    void anEarlierBuildOfTheSameJobIsOlder() {
        assertThat(Outdated.reason(build("team/shop", 8), build("team/shop", 9)))
                .contains("build team/shop#8 is older than team/shop#9, which brought what is live");
        assertThat(Outdated.reason(build("team/shop", 9), build("team/shop", 9)))
                .as("the same build again")
                .isEmpty();
        assertThat(Outdated.reason(build("team/shop", 10), build("team/shop", 9)))
                .isEmpty();
    }

    @Test
    void numbersOfDifferentJobsSayNothing() {
        assertThat(Outdated.reason(build("team/shop", 8), build("team/other", 9)))
                .isEmpty();
        assertThat(Outdated.reason(build(null, 8), build(null, 9))).isEmpty();
    }

    @Test
    void anOlderCommitIsOlderWhicheverJobBringsIt() {
        assertThat(Outdated.reason(new Provenance("one", 12, A, MONDAY), new Provenance("other", 3, B, TUESDAY)))
                .contains(
                        "commit aaaaaaaaaa of 2026-03-02T08:00:00Z is older than bbbbbbbbbb of 2026-03-03T08:00:00Z, which is live");
        assertThat(Outdated.reason(new Provenance("one", 10, A, MONDAY), new Provenance("one", 9, B, TUESDAY)))
                .as("a later build of an older commit")
                .isPresent();
    }

    @Test
    void commitsSayNothingWhereTheyAreTheSameOrNotKnown() {
        Provenance live = new Provenance("other", 3, B, TUESDAY);

        assertThat(Outdated.reason(new Provenance("one", 1, B, MONDAY), live)).isEmpty();
        assertThat(Outdated.reason(new Provenance("one", 1, A, null), live)).isEmpty();
        assertThat(Outdated.reason(new Provenance("one", 1, null, MONDAY), live))
                .isEmpty();
        assertThat(Outdated.reason(new Provenance("one", 1, A, TUESDAY), live))
                .as("made in the same second")
                .isEmpty();
    }

    @Test
    void whatIsKeptAtTheTargetIsReadAgain() {
        Provenance whole = new Provenance("team/a#b", 12, A, MONDAY);

        assertThat(whole.facts())
                .containsOnly(
                        Map.entry("build", "team/a#b#12"),
                        Map.entry("commit", A),
                        Map.entry("commit-time", "2026-03-02T08:00:00Z"));
        assertThat(Provenance.read(whole.facts()::get)).isEqualTo(whole);
        Provenance nothing = new Provenance(null, 0, null, null);
        assertThat(nothing.facts()).isEmpty();
        assertThat(Provenance.read(nothing.facts()::get)).isEqualTo(nothing);
    }

    @ParameterizedTest
    @CsvSource({"shop,then", "#3,yesterday", "shop#,2026", "shop#x,''", "shop#-1,12:00", "shop#99999999999,1"})
    void whatOthersWroteThereIsNotKnown(String build, String time) {
        Map<String, String> facts = new HashMap<>(Map.of("build", build, "commit-time", time));

        assertThat(Provenance.read(facts::get)).isEqualTo(new Provenance(null, 0, null, null));
    }

    private static Provenance build(String job, int number) {
        return new Provenance(job, number, null, null);
    }
}
