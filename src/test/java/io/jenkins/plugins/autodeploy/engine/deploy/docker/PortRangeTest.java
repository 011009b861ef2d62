package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortRangeTest {
    private static final PortRange RANGE = new PortRange(30_000, 30_003);

    @Test
    void beginsAtTheFirstPort() {
        assertThat(RANGE.next(0, Set.of())).hasValue(30_000);
    }

    @Test
    void goesOnAfterThePortInUseSoThatOneJustGivenUpIsUsedLast() {
        assertThat(RANGE.next(30_001, Set.of(30_001))).hasValue(30_002);
    }

    @Test
    void goesRoundAtTheEnd() {
        assertThat(RANGE.next(30_003, Set.of(30_003))).hasValue(30_000);
        assertThat(RANGE.next(30_002, Set.of(30_002, 30_003, 30_000))).hasValue(30_001);
    }

    @Test
    void hasNoneWhenAllAreTaken() {
        assertThat(RANGE.next(30_001, Set.of(30_000, 30_001, 30_002, 30_003))).isEmpty();
    }

    @Test
    void refusesARangeThatIsEmptyOrTooHigh() {
        assertThatThrownBy(() -> new PortRange(40_000, 30_000).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("40000-30000");
        assertThatThrownBy(() -> new PortRange(1, 65_536).check()).isInstanceOf(InvalidInputException.class);
    }
}
