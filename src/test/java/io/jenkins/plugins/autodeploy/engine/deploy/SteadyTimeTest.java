package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyTimeTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);

    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "-PT6H"})
    void doesNotFollowAClockThatIsSet(Duration jump) {
        SteadyTime time = new SteadyTime(clock::get);

        clock.set(NOON.plus(jump));

        assertThat(time.instant()).isBetween(NOON, NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void goesOn() {
        SteadyTime time = new SteadyTime(clock::get);
        Instant first = time.instant();

        while (!time.instant().isAfter(first)) {
            Thread.onSpinWait();
        }

        assertThat(time.instant()).isAfter(first);
    }
}
