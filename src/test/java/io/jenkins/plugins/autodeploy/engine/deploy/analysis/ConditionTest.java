package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "> 5 %, 0.051, true",
        "> 5 %, 0.05, false",
        ">=5%, 0.05, true",
        "> 2000 ms, 2.001, true",
        "> 2000 ms, 2, false",
        "> 1.5 s, 1.6, true",
        "< 0.99, 0.98, true",
        "<= 3, 3, true",
        "< 3, 3, false",
        "== 0, 0, true",
        "!= 0, 0, false",
        "> -1, 0, true",
        "> 1, Infinity, true"
    })
    void comparesValuesInBaseUnits(String text, double value, boolean holds) throws Exception {
        assertThat(Condition.parse(text).holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "> 5 %, 0.0714285, 7.143 %",
        "> 2000 ms, 0.1203004, 120.3 ms",
        "> 1 s, 12, 12 s",
        "> 3, 0, 0",
        "> 3, 100, 100"
    })
    void showsValuesInItsUnit(String text, double value, String shown) throws Exception {
        assertThat(Condition.parse(text).show(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5 %",
                "> ",
                "> five",
                "> 5 MB",
                "=> 5",
                "> 5 % or so",
                "> 1e9",
                "> 5,5",
                "> 5 > 6",
                "degradation 5 %",
                "degradation > "
            })
    void refusesWhatIsNoCondition(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: '" + text + "' is not valid: expected a condition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"degradation > 20 ms", "degradation > 2 s", "degradation < 20 %", "degradation == 0"})
    void aDegradationIsBadAboveAShare(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'degradation > 20 %'");
    }

    @Test
    void saysThatItComparesVersions() throws Exception {
        Condition condition = Condition.parse("degradation >=20%");

        assertThat(condition).hasToString("degradation >= 20 %");
        assertThat(condition.holds(0.2)).isTrue();
        assertThat(condition.show(Double.POSITIVE_INFINITY)).isEqualTo("infinity");
        assertThat(Json.read(Json.write(condition), Condition.class)).isEqualTo(condition);
    }

    @Test
    void keepsItsTextAsJson() throws Exception {
        Condition condition = Condition.parse(">=2.50%");

        assertThat(Json.write(condition)).isEqualTo("\">= 2.50 %\"");
        assertThat(Json.read(Json.write(condition), Condition.class)).isEqualTo(condition);
    }
}
