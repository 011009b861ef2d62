package io.jenkins.plugins.autodeploy.cli.terminal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Shows the events of a run to a person as they come: stages with their durations, what happens within them indented below. */
public final class ProgressPrinter implements EventSink {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Map<Stage, Instant> begun = new EnumMap<>(Stage.class);

    public ProgressPrinter(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized void emit(
            EventType type,
            @CheckForNull Stage stage,
            @CheckForNull StageStatus status,
            String message,
            @CheckForNull Integer progress,
            Map<String, Object> data) {
        switch (type) {
            case STAGE -> {
                // What is wrong with the input is how the command ends, and said there.
                if (stage != Stage.VALIDATE || status != StageStatus.FAILED) {
                    stageChanged(stage, status, message);
                }
            }
            case LOG -> terminal.tell("faint", "    " + message);
            // Stages say the same in words.
            case IMAGE, SCAN, DEPLOYMENT -> {}
            default -> terminal.tell("    " + message);
        }
    }

    private void stageChanged(Stage stage, StageStatus status, String message) {
        switch (status) {
            case RUNNING -> {
                begun.put(stage, clock.instant());
                terminal.tell("bold", "%-9s%s".formatted(stage.label(), message));
            }
            case SUCCEEDED -> terminal.tell("fg(green)", ended(stage, "done", message));
            case FAILED -> terminal.tell("fg(red)", ended(stage, "failed", message));
            case SKIPPED -> terminal.tell(ended(stage, "skipped", message));
            case PENDING -> terminal.tell("%-9swaiting: %s".formatted(stage.label(), message));
        }
    }

    private String ended(Stage stage, String how, String message) {
        Instant start = begun.remove(stage);
        String time = start == null ? "" : " in " + inWords(Duration.between(start, clock.instant()));
        return "%-9s%s%s: %s".formatted(stage.label(), how, time, message);
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String inWords(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.toMinutes() == 0
                ? duration.toSeconds() + " s"
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
