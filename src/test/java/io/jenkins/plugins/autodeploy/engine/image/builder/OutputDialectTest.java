package io.jenkins.plugins.autodeploy.engine.image.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The lines are the builders' own. */
class OutputDialectTest {
    private final RecordedEvents events = new RecordedEvents();
    /** Each look at the clock is a second later. */
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void readsBuildKit() {
        BuildOutput output = read(
                OutputDialect.BUILDKIT,
                "#4 [base 1/2] FROM docker.io/library/node:22-alpine@sha256:" + "a".repeat(64),
                "#5 [base 2/2] RUN npm ci",
                "#6 [linux/arm64 stage-1 1/2] COPY index.html /",
                "#5 0.412 added 3 packages",
                "#6 CACHED",
                "#5 DONE 12.3s");

        assertThat(output.steps())
                .containsExactly(
                        new BuildStep("RUN npm ci", Duration.ofMillis(12_300), false),
                        new BuildStep("COPY index.html /", null, true));
        assertThat(output.digestOf("node:22-alpine")).contains("sha256:" + "a".repeat(64));
        assertThat(output.digestOf("nginx")).isEmpty();
        assertThat(progress()).containsExactly(99, 99);
    }

    @Test
    void readsTheClassicBuilder() {
        BuildOutput output = read(
                OutputDialect.NUMBERED,
                "Step 1/2 : COPY a /",
                " ---> Using cache",
                "Step 2/2 : RUN make",
                "Successfully built 0123456789ab");

        assertThat(output.steps())
                .containsExactly(
                        new BuildStep("COPY a /", null, true), new BuildStep("RUN make", Duration.ofSeconds(1), false));
        assertThat(progress()).containsExactly(50, 99);
    }

    @Test
    void readsBuildahAndPodman() {
        BuildOutput output = read(
                OutputDialect.NUMBERED,
                "[1/2] STEP 1/2: FROM scratch AS base",
                "[1/2] STEP 2/2: COPY busybox /bin/busybox",
                "--> Using cache b2a8c57449becaafb5f2983bef925beae925dd77dd8af8c4288793cb07e42eb1",
                "--> b2a8c57449b",
                "[linux/amd64] [2/2] STEP 1/1: RUN make");

        assertThat(output.steps())
                .extracting(BuildStep::instruction)
                .containsExactly("FROM scratch AS base", "COPY busybox /bin/busybox", "RUN make");
        assertThat(output.steps()).extracting(BuildStep::cached).containsExactly(false, true, false);
    }

    @Test
    void keepsABuilderWithManyOrLongStepsInBounds() {
        BuildOutput output = new BuildOutput(events, () -> Instant.EPOCH, OutputDialect.NUMBERED);
        for (int i = 1; i < 2000; i++) {
            output.line("Step %d/9999 : RUN %s".formatted(i, "x".repeat(5000)));
        }

        assertThat(output.steps())
                .hasSize(500)
                .allMatch(step -> step.instruction().length() <= 201);
    }

    private BuildOutput read(OutputDialect dialect, String... lines) {
        BuildOutput output = new BuildOutput(events, () -> Instant.ofEpochSecond(seconds.incrementAndGet()), dialect);
        List.of(lines).forEach(output::line);
        return output;
    }

    private List<Integer> progress() {
        return events.events().stream()
                .map(Event::progress)
                .filter(Objects::nonNull)
                .toList();
    }
}
