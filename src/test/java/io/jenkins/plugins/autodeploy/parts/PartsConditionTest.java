package io.jenkins.plugins.autodeploy.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsConditionTest {
    @Test
    void runsWhereNothingIsMissing() {
        assertThat(PartsCondition.decide("ScanIT", List.of(), true).isDisabled())
                .isFalse();
    }

    @Test
    void leavesOutATestWhosePartIsMissingAndSaysHowToGetIt() {
        var decision = PartsCondition.decide("ScanIT", List.of(Part.REGISTRY), false);

        assertThat(decision.isDisabled()).isTrue();
        assertThat(decision.getReason())
                .contains("ScanIT needs Debian's docker-registry and skopeo. './dev parts' gets it on Debian as root.");
    }

    @Test
    void failsATestWhosePartIsMissingWhereAllMustRun() {
        assertThatThrownBy(() -> PartsCondition.decide("ScanIT", List.of(Part.BROWSER, Part.REGISTRY), true))
                .hasMessageContaining(
                        "ScanIT needs Debian's chromium and chromium-driver; and Debian's docker-registry");
    }
}
