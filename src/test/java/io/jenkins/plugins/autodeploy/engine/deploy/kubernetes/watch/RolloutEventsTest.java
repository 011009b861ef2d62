package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutEventsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00.700Z");
    private static final String DURING = "2026-03-01T10:00:00Z";
    private static final Pod POD =
            new PodBuilder().withNewMetadata().withName("web-1").endMetadata().build();
    private static final WorkloadView VIEW = new WorkloadView(
            LiveWorkload.of(new DeploymentBuilder()
                    .withNewMetadata()
                    .withName("web")
                    .endMetadata()
                    .withNewSpec()
                    .endSpec()
                    .build()),
            List.of(),
            List.of(POD));

    private final RolloutEvents events = new RolloutEvents(null, Runnable::run, Runnable::run, START);

    @Test
    void tellsAllOfTheWorkloadAndTheWarningsOfItsPods() {
        Event scaled = event("Deployment", "web", "Normal", DURING, "Scaled up");
        Event unhealthy = event("Pod", "web-1", "Warning", DURING, "Readiness probe failed");

        assertThat(events.news(
                        List.of(
                                scaled,
                                unhealthy,
                                event("Pod", "web-1", "Normal", DURING, "Pulled"),
                                event("Pod", "other-1", "Warning", DURING, "Readiness probe failed"),
                                event("Service", "web", "Normal", DURING, "Something else")),
                        VIEW))
                .containsExactly(scaled, unhealthy);
    }

    @Test
    void tellsNothingTwiceAndNothingOfBefore() {
        Event scaled = event("Deployment", "web", "Normal", DURING, "Scaled up");
        events.news(List.of(scaled), VIEW);

        assertThat(events.news(
                        List.of(
                                scaled,
                                event("Deployment", "web", "Normal", "2026-03-01T10:00:05Z", "Scaled up"),
                                event("Deployment", "web", "Normal", "2026-03-01T09:59:59Z", "Of the rollout before")),
                        VIEW))
                .isEmpty();
    }

    @Test
    void asksTheClusterSoonAfterAChangeAndNotForEachOfThem() {
        List<Runnable> asked = new ArrayList<>();
        RolloutEvents asking = new RolloutEvents(null, asked::add, Runnable::run, START);

        assertThat(asking.look(VIEW, START, (sentence, data) -> {})).contains(Duration.ofMillis(500));
        assertThat(asking.look(VIEW, START.plusMillis(200), (sentence, data) -> {}))
                .contains(Duration.ofMillis(300));
        assertThat(asked).as("a rollout that takes no time").isEmpty();

        assertThat(asking.look(VIEW, START.plusMillis(500), (sentence, data) -> {}))
                .isEmpty();
        assertThat(asked).hasSize(1);
        assertThat(asking.look(VIEW, START.plusMillis(600), (sentence, data) -> {}))
                .as("what changes in the pause after it is looked for at its end")
                .contains(Duration.ofMillis(1900));
        assertThat(asked).hasSize(1);
    }

    private static Event event(String kind, String name, String type, String time, String message) {
        return new EventBuilder()
                .withType(type)
                .withReason("Reason")
                .withMessage(message)
                .withLastTimestamp(time)
                .withNewInvolvedObject()
                .withKind(kind)
                .withName(name)
                .endInvolvedObject()
                .build();
    }
}
