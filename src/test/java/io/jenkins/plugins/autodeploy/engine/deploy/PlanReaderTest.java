package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {
    @Test
    void readsWeightsWithTheirOwnPausesAndTheUsualOne() throws Exception {
        RolloutPlan plan = PlanReader.read("canary", List.of("5", "25 for 10m", "50 %", "100"), "30s", "istio", null);

        assertThat(plan.steps())
                .containsExactly(
                        new CanaryStep(5, Duration.ofSeconds(30)),
                        new CanaryStep(25, Duration.ofMinutes(10)),
                        new CanaryStep(50, Duration.ofSeconds(30)),
                        new CanaryStep(100, Duration.ZERO));
        assertThat(plan.traffic()).isEqualTo("istio");
    }

    @Test
    void givesACanaryStepsWhereItHasNone() throws Exception {
        RolloutPlan plan = PlanReader.read("canary", List.of(), null, null, null);

        assertThat(plan.steps()).extracting(CanaryStep::weight).containsExactly(10, 50, 100);
        assertThat(plan.steps().get(0).pause()).isEqualTo(PlanReader.DEFAULT_PAUSE);
        RequestRules.check(request(plan));
    }

    @Test
    void readsHowLongTheOldVersionIsKept() throws Exception {
        RolloutPlan plan = PlanReader.read("blueGreen", List.of(), null, null, "1h");

        assertThat(plan.keepFor()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.steps()).isEmpty();
        RequestRules.check(request(plan));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-5", "5 for", "25 for ever", "25for 1m", "1000", "5 for 1m 2"})
    void refusesWhatIsNoStep(String step) {
        assertThatThrownBy(() -> PlanReader.read("canary", List.of(step), null, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("steps: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canary    | 50,25  |     |          |     | steps: '25'",
                "canary    | 0,50   |     |          |     | steps: '0'",
                "canary    | 50,101 |     |          |     | steps: '101'",
                "canary    | 100    |     |          |     | steps: '100'",
                "canary    | 50     | 2d  |          |     | steps: 'PT48H'",
                "canary    | 50     |     | smoke    |     | traffic: 'smoke'",
                "canary    | 50     |     |          | 1m  | keepFor: 'PT1M'",
                "rolling   | 50     |     |          |     | steps: '1 steps'",
                "rolling   |        | 1m  |          |     | pause: '1m'",
                "rolling   |        |     | replicas |     | traffic: 'replicas'",
                "recreate  |        |     |          | 1m  | keepFor: 'PT1M'",
                "blueGreen | 50     |     |          |     | steps: '1 steps'",
                "blueGreen |        |     |          | 2d  | keepFor: 'PT48H'",
                "blueGreen |        |     |          | x   | keepFor: 'x'",
                "green     |        |     |          |     | strategy: 'green'",
            })
    void refusesPartsThatDoNotFit(
            String strategy, String steps, String pause, String traffic, String keepFor, String refusal) {
        assertThatThrownBy(() -> RequestRules.check(request(PlanReader.read(
                        strategy, steps == null ? List.of() : List.of(steps.split(",")), pause, traffic, keepFor))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(refusal + " is not valid: expected ");
    }

    @Test
    void refusesTooManySteps() {
        List<CanaryStep> steps = IntStream.rangeClosed(1, 21)
                .mapToObj(weight -> new CanaryStep(weight, Duration.ZERO))
                .toList();

        assertThatThrownBy(() -> RequestRules.check(request(new RolloutPlan("canary", steps, null, null, null))))
                .hasMessageStartingWith("steps: '21 steps'");
    }

    private static RollbackRequest request(RolloutPlan plan) {
        return RollbackRequest.of("d1", "dev", "web").plan(plan).build();
    }
}
