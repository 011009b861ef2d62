package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.image.builder.OutputDialect.Base;
import io.jenkins.plugins.autodeploy.engine.image.builder.OutputDialect.Begun;
import io.jenkins.plugins.autodeploy.engine.image.builder.OutputDialect.Cached;
import io.jenkins.plugins.autodeploy.engine.image.builder.OutputDialect.Done;
import io.jenkins.plugins.autodeploy.engine.image.builder.OutputDialect.Told;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Passes a build's output on as it comes, with the step that it is at, and keeps what came of each step, and its end for the sentence about a failure. For one thread at a time.
 */
final class BuildOutput {
    private static final Pattern ERROR = Pattern.compile(
            "^(?:#\\d+ )?(?:ERROR: |[Ee]rror: |[Ee]rror (?:building|pushing|checking) |failed to solve|The command .* returned a non-zero code|Error response|(?:COPY|ADD) failed|unable to prepare context|Cannot connect to the Docker daemon)");
    private static final int REMEMBERED = 20;
    private static final int MOST_STEPS = 500;
    private static final int LONGEST_INSTRUCTION = 200;

    private final EventSink events;
    private final InstantSource clock;
    private final OutputDialect dialect;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, String> bases = new HashMap<>();
    private final Deque<String> last = new ArrayDeque<>();
    private Step current;
    private int progress;
    private String error = "";

    /** A step as far as it is known. */
    private static final class Step {
        private final String instruction;
        private final Instant begun;
        private Duration took;
        private boolean cached;

        Step(String instruction, Instant begun) {
            this.instruction = instruction;
            this.begun = begun;
        }
    }

    BuildOutput(EventSink events, InstantSource clock, OutputDialect dialect) {
        this.events = events;
        this.clock = clock;
        this.dialect = dialect;
    }

    void line(String line) {
        if (line.isBlank()) {
            return;
        }
        remember(line);
        Told told = dialect.read(line);
        if (told instanceof Begun begun) {
            begin(begun, line);
            return;
        }
        if (told instanceof Cached cached) {
            step(cached.id()).ifPresent(step -> step.cached = true);
        } else if (told instanceof Done done) {
            step(done.id()).ifPresent(step -> step.took = done.took());
        } else if (told instanceof Base base) {
            bases.put(base.reference(), base.digest());
        }
        events.log(Stage.BUILD, line);
    }

    /** The steps in the order in which they began. */
    List<BuildStep> steps() {
        endCurrent();
        return steps.values().stream()
                .map(step -> new BuildStep(step.instruction, step.cached ? null : step.took, step.cached))
                .toList();
    }

    /** The digest of an image that a stage started from, as the builder named it. */
    Optional<String> digestOf(String baseImage) {
        return bases.entrySet().stream()
                .filter(base -> BaseImages.areOfOneRepository(base.getKey(), baseImage))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What went wrong in one line: the builder's own error line, else the last one. */
    String failure() {
        if (!error.isEmpty()) {
            return error;
        }
        return last.isEmpty() ? "the builder said nothing about it" : last.getLast();
    }

    /** The end of the output on one line, to look for known causes. */
    String tail() {
        return String.join(" ", last);
    }

    private void begin(Begun begun, String line) {
        endCurrent();
        String id = begun.id() != null ? begun.id() : String.valueOf(steps.size());
        if (steps.size() < MOST_STEPS) {
            current = steps.computeIfAbsent(id, unknown -> new Step(shortened(begun.instruction()), clock.instant()));
        }
        if (begun.steps() == 0) {
            events.log(Stage.BUILD, line);
            return;
        }
        // Stages run side by side and count for themselves; what is shown never goes back.
        progress = Math.max(progress, Math.min(99, begun.number() * 100 / begun.steps()));
        events.emit(
                EventType.LOG,
                Stage.BUILD,
                null,
                line,
                progress,
                Map.of("step", begun.number(), "steps", begun.steps()));
    }

    private Optional<Step> step(String id) {
        return Optional.ofNullable(id == null ? current : steps.get(id));
    }

    /** Only where steps run one after the other does the next one's beginning tell how long one took: BuildKit's own figure comes later. */
    private void endCurrent() {
        if (current != null && current.took == null) {
            current.took = Duration.between(current.begun, clock.instant());
        }
        current = null;
    }

    private void remember(String line) {
        if (ERROR.matcher(line).find()) {
            error = line.replaceFirst("^#\\d+ ", "").replaceFirst("(?i)^error:\\s*", "");
        }
        last.addLast(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    private static String shortened(String instruction) {
        return instruction.length() <= LONGEST_INSTRUCTION
                ? instruction
                : instruction.substring(0, LONGEST_INSTRUCTION) + "\u2026";
    }
}
