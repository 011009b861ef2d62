package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When environments are frozen, by dates and again and again, also where clocks are put forward and back. */
class FreezeCalendarTest {
    private static final String CHRISTMAS = """
            freezes:
              - environments: [production, 'eu-*']
                from: 2026-12-23
                to: 2027-01-02
                zone: Europe/Berlin
                reason: Christmas
            """;
    private static final String WEEKEND = """
            freezes:
              - environments: production
                cron: '0 16 * * 5'
                duration: 64h
                zone: Europe/Berlin
                reason: Weekend
            """;

    @Test
    void datesTakeTheirLastDayIn() throws InvalidInputException {
        FreezeCalendar calendar = FreezeReader.parse(CHRISTMAS);

        assertThat(at(calendar, "production", "2026-12-22T22:59:59Z")).isEmpty();
        assertThat(at(calendar, "production", "2026-12-22T23:00:00Z"))
                .contains(new Freeze("Christmas", Instant.parse("2027-01-02T23:00:00Z")));
        assertThat(at(calendar, "production", "2027-01-02T22:59:59Z")).isPresent();
        assertThat(at(calendar, "production", "2027-01-02T23:00:00Z")).isEmpty();
    }

    @Test
    void timesEndWhenTheySay() throws InvalidInputException {
        FreezeCalendar calendar = FreezeReader.parse(
                "{\"freezes\": [{\"environments\": [\"*\"], \"from\": \"2026-05-01T12:00\", \"to\": \"2026-05-01T13:30\", \"reason\": \"Audit\"}]}");

        assertThat(at(calendar, "any", "2026-05-01T11:59:59Z")).isEmpty();
        assertThat(at(calendar, "any", "2026-05-01T12:00:00Z")).isPresent();
        assertThat(at(calendar, "any", "2026-05-01T13:30:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "production,true",
        "eu-west,true",
        "eu-,true",
        "productions,false",
        "my-eu-west,false",
        "dev,false",
        "PRODUCTION,false"
    })
    void concernsTheEnvironmentsThatItNames(String environment, boolean frozen) throws InvalidInputException {
        assertThat(at(FreezeReader.parse(CHRISTMAS), environment, "2026-12-24T12:00:00Z")
                        .isPresent())
                .isEqualTo(frozen);
    }

    @Test
    void comesBackByItsCron() throws InvalidInputException {
        FreezeCalendar calendar = FreezeReader.parse(WEEKEND);

        // Friday, 5 June 2026, 16:00 in Berlin is 14:00 UTC.
        assertThat(at(calendar, "production", "2026-06-05T13:59:59Z")).isEmpty();
        assertThat(at(calendar, "production", "2026-06-05T14:00:00Z"))
                .contains(new Freeze("Weekend", Instant.parse("2026-06-08T06:00:00Z")));
        assertThat(at(calendar, "production", "2026-06-08T05:59:59Z")).isPresent();
        assertThat(at(calendar, "production", "2026-06-08T06:00:00Z")).isEmpty();
        assertThat(at(calendar, "production", "2026-06-12T14:00:00Z")).isPresent();
    }

    @Test
    void endsAtTheSameHourWhereTheClockIsPutForwardOrBackMeanwhile() throws InvalidInputException {
        FreezeCalendar calendar = FreezeReader.parse(WEEKEND);

        // Clocks in Berlin are put forward on 29 March 2026 and back on 25 October 2026: Monday, 8:00 is it each time.
        assertThat(at(calendar, "production", "2026-03-28T12:00:00Z"))
                .contains(new Freeze("Weekend", Instant.parse("2026-03-30T06:00:00Z")));
        assertThat(at(calendar, "production", "2026-10-24T12:00:00Z"))
                .contains(new Freeze("Weekend", Instant.parse("2026-10-26T07:00:00Z")));
    }

    @Test
    void beginsAlsoWhereTheHourOfItsBeginIsMissingOrComesTwice() throws InvalidInputException {
        FreezeCalendar calendar =
                FreezeReader.parse(WEEKEND.replace("0 16 * * 5", "30 2 * * 0").replace("64h", "1h"));

        // On 29 March 2:30 is left out: it begins at 3:30, which is 1:30 UTC. Its end by the wall is past then.
        assertThat(at(calendar, "production", "2026-03-29T01:15:00Z")).isEmpty();
        // On 25 October 2:30 comes twice: it begins at the first, 0:30 UTC, and ends at 3:30, 2:30 UTC.
        assertThat(at(calendar, "production", "2026-10-25T00:29:59Z")).isEmpty();
        assertThat(at(calendar, "production", "2026-10-25T00:30:00Z"))
                .contains(new Freeze("Weekend", Instant.parse("2026-10-25T02:30:00Z")));
        assertThat(at(calendar, "production", "2026-10-25T01:10:00Z"))
                .as("2:10 for the second time")
                .isPresent();
        assertThat(at(calendar, "production", "2026-10-25T02:30:00Z")).isEmpty();
    }

    @Test
    void windowsThatOverlapOrFollowEndWithTheLast() throws InvalidInputException {
        FreezeCalendar calendar = FreezeReader.parse("""
                freezes:
                  - {environments: '*', from: 2026-12-23, to: 2026-12-26, reason: Christmas}
                  - {environments: '*', from: 2026-12-24T12:00, to: 2026-12-28T12:00, reason: Inventory}
                  - {environments: '*', from: 2026-12-28T12:00, to: 2026-12-31T00:00, reason: Accounts}
                  - {environments: '*', from: 2027-01-02, to: 2027-01-02, reason: Later}
                """);

        assertThat(at(calendar, "any", "2026-12-24T13:00:00Z"))
                .contains(new Freeze("Inventory", Instant.parse("2026-12-31T00:00:00Z")));
        assertThat(at(calendar, "any", "2026-12-31T00:00:00Z")).isEmpty();
    }

    @Test
    void oneThatNeverPausesIsLookedAtOnlySoFar() throws InvalidInputException {
        FreezeCalendar calendar =
                FreezeReader.parse(WEEKEND.replace("0 16 * * 5", "* * * * *").replace("64h", "1d"));

        assertThat(at(calendar, "production", "2026-06-05T12:00:00Z")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron: '0 25 * * *', duration: 1h | freeze.cron",
                "cron: '0 0 30 2 *', duration: 1h | freeze.cron",
                "cron: H * * * *, duration: 1h | freeze.cron",
                "cron: every friday, duration: 1h | freeze.cron",
                "cron: '0 16 * * 5', duration: long | freeze.duration",
                "cron: '0 16 * * 5', duration: 0h | freeze.duration",
                "cron: '0 16 * * 5', duration: 9999d | freeze.duration",
                "cron: '0 16 * * 5', duration: 1h, zone: Mars/Phobos | freeze.zone",
                "cron: '0 16 * * 5' | freeze: ",
                "duration: 1h | freeze: ",
                "from: 2026-01-01 | freeze: ",
                "cron: '0 16 * * 5', duration: 1h, from: 2026-01-01, to: 2026-01-02 | freeze: ",
                "from: 2026-13-01, to: 2026-12-01 | freeze.from",
                "from: 2026-01-02, to: tomorrow | freeze.to",
                "from: 2026-01-02, to: 2026-01-01 | freeze.to",
                "form: 2026-01-02, to: 2026-01-01 | freeze: 'form'"
            })
    void saysWhatIsWrong(String when, String parameter) {
        assertThatThrownBy(() -> FreezeReader.parse("freezes: [{environments: production, reason: x, " + when + "}]"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "freezes",
                "- a",
                "freezes: 3",
                "freezes: [",
                "freezes: [null]",
                "freezes: [{from: 2026-01-01, to: 2026-01-02, reason: x}]",
                "freezes: [{environments: [' '], from: 2026-01-01, to: 2026-01-02, reason: x}]",
                "freezes: [{environments: a, from: 2026-01-01, to: 2026-01-02}]",
                "freezes: [{environments: a, from: 2026-01-01, to: 2026-01-02, reason: \"two\\nlines\"}]",
                "a: &a [x]\nfreezes: *a"
            })
    void refusesWhatIsNoListOfFreezes(String yaml) {
        assertThatThrownBy(() -> FreezeReader.parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("freeze");
    }

    @Test
    void refusesTooMany() {
        String one = "{environments: a, from: 2026-01-01, to: 2026-01-02, reason: x}";

        assertThatThrownBy(
                        () -> FreezeReader.parse("freezes: [" + String.join(",", Collections.nCopies(201, one)) + "]"))
                .hasMessageContaining("at most 200");
    }

    private static Optional<Freeze> at(FreezeCalendar calendar, String environment, String time) {
        return calendar.at(environment, Instant.parse(time));
    }
}
