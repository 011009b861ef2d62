package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanParametersTest {
    @Test
    void looksForEverythingUnlessToldOtherwise() throws InvalidInputException {
        assertThat(ScanParameters.checks("checks", List.of(" , "))).containsExactlyInAnyOrder(FindingKind.values());
    }

    @Test
    void takesKindsOneByOneOrJoinedByCommas() throws InvalidInputException {
        assertThat(ScanParameters.checks("checks", List.of("secret,VULNERABILITY", " secret ")))
                .containsExactlyInAnyOrder(FindingKind.SECRET, FindingKind.VULNERABILITY);
    }

    @Test
    void namesTheKindsThatThereAre() {
        assertThatThrownBy(() -> ScanParameters.checks("--check", List.of("secret", "virus")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--check: 'virus' is not valid: expected any of vulnerability, secret, misconfiguration");
    }

    @ParameterizedTest
    @CsvSource({"high, HIGH", " Critical , CRITICAL", "none, NONE", "UNKNOWN, UNKNOWN"})
    void readsSeveritiesInAnyCase(String text, String severity) throws InvalidInputException {
        assertThat(ScanParameters.failOn("failOn", text)).isEqualTo(severity);
    }

    @Test
    void leavesToThePolicyFileWhatIsNotSaid() throws InvalidInputException {
        assertThat(ScanParameters.failOn("failOn", null)).isNull();
        assertThat(ScanParameters.thresholds("thresholds", Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "many", "", "99999999999"})
    void refusesThresholdsThatAreNoNumberOfFindings(String count) {
        assertThatThrownBy(() -> ScanParameters.thresholds("thresholds", Map.of("HIGH", count)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("thresholds: 'HIGH=%s' is not valid: expected a number from 0 to 1000000".formatted(count));
    }

    @Test
    void readsThresholds() throws InvalidInputException {
        assertThat(ScanParameters.thresholds("thresholds", Map.of("high", " 5 ")))
                .containsExactly(Map.entry("HIGH", 5));
    }
}
