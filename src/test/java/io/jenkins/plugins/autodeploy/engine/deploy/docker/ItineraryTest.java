package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In which order the hosts are gone over. Written as PHASE HOST WEIGHT. */
class ItineraryTest {
    private static final List<CanaryStep> STEPS =
            List.of(new CanaryStep(5, Duration.ofMinutes(1)), new CanaryStep(50, Duration.ZERO));

    @Test
    void rollsOneHostAfterTheOther() {
        assertThat(way(RolloutPlan.of("rolling"), 2))
                .isEqualTo(
                        "STARTING 0 0, VERIFYING 0 0, SWITCHING 0 100, DRAINING 0 100, STARTING 1 0, VERIFYING 1 0, SWITCHING 1 100, DRAINING 1 100");
    }

    @Test
    void keepsTheOldContainersUntilTheAnalysisHasPassed() throws Exception {
        assertThat(way(RolloutPlan.of("recreate").with(analysis()), 2))
                .isEqualTo(
                        "STARTING 0 0, VERIFYING 0 0, SWITCHING 0 100, STARTING 1 0, VERIFYING 1 0, SWITCHING 1 100, ANALYSING 0 100, DRAINING 0 100, DRAINING 1 100");
    }

    @Test
    void verifiesAllHostsBeforeItSwitchesOneInBlueGreen() throws Exception {
        RolloutPlan plan = new RolloutPlan("blueGreen", List.of(), null, Duration.ofMinutes(5), analysis());

        assertThat(way(plan, 2))
                .isEqualTo(
                        "STARTING 0 0, VERIFYING 0 0, STARTING 1 0, VERIFYING 1 0, SWITCHING 0 100, SWITCHING 1 100, ANALYSING 0 100, KEEPING 0 100, DRAINING 0 100, DRAINING 1 100");
        assertThat(way(RolloutPlan.of("blueGreen"), 1))
                .isEqualTo("STARTING 0 0, VERIFYING 0 0, SWITCHING 0 100, DRAINING 0 100");
    }

    @Test
    void givesACanaryMoreFromStepToStep() {
        assertThat(way(new RolloutPlan("canary", STEPS, null, null, null), 2))
                .isEqualTo(
                        "STARTING 0 0, VERIFYING 0 0, STARTING 1 0, VERIFYING 1 0, SWITCHING 0 5, SWITCHING 1 5, PAUSING 0 5, SWITCHING 0 50, SWITCHING 1 50, SWITCHING 0 100, SWITCHING 1 100, DRAINING 0 100, DRAINING 1 100");
    }

    @Test
    void measuresACanaryAtEachStep() throws Exception {
        assertThat(way(new RolloutPlan("canary", STEPS, null, null, analysis()), 1))
                .isEqualTo(
                        "STARTING 0 0, VERIFYING 0 0, SWITCHING 0 5, PAUSING 0 5, SWITCHING 0 50, PAUSING 0 50, SWITCHING 0 100, ANALYSING 0 100, DRAINING 0 100");
    }

    @Test
    void switchesOnceWhereTheLastStepIsAll() {
        List<CanaryStep> steps = List.of(new CanaryStep(5, Duration.ZERO), new CanaryStep(100, Duration.ZERO));

        assertThat(way(new RolloutPlan("canary", steps, null, null, null), 1))
                .isEqualTo("STARTING 0 0, VERIFYING 0 0, SWITCHING 0 5, SWITCHING 0 100, DRAINING 0 100");
    }

    /** A run that was saved at any stop goes on from there. */
    @Test
    void hasEachStopOnce() throws Exception {
        for (RolloutPlan plan : List.of(
                RolloutPlan.of("rolling").with(analysis()),
                new RolloutPlan("canary", STEPS, null, null, analysis()),
                new RolloutPlan("blueGreen", List.of(), null, Duration.ofMinutes(5), analysis()))) {
            assertThat(Itinerary.of(plan, 3).stops()).doesNotHaveDuplicates();
        }
    }

    private static Analysis analysis() throws Exception {
        return AnalysisReader.parse("{window: 5m, metrics: [{restarts: '> 0'}]}");
    }

    private static String way(RolloutPlan plan, int hosts) {
        return Itinerary.of(plan, hosts).stops().stream()
                .map(stop -> "%s %d %d".formatted(stop.phase(), stop.host(), stop.weight()))
                .collect(Collectors.joining(", "));
    }
}
