package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes a build's output on as it comes, with the step that it is at, and keeps its end for the sentence about a failure. Reads the plain
 * progress of BuildKit ({@code #5 [build 2/4] RUN …}) and the classic builder ({@code Step 2/4 : RUN …}). For one thread at a time.
 */
final class BuildOutput {
    private static final Pattern STEP =
            Pattern.compile("^(?:#\\d+ \\[(?:\\S+ )?\\s*(\\d{1,4})/(\\d{1,4})]|Step (\\d{1,4})/(\\d{1,4}) :)");
    private static final Pattern ERROR = Pattern.compile(
            "^(?:#\\d+ )?(?:ERROR: |error: |failed to solve|The command .* returned a non-zero code|Error response|(?:COPY|ADD) failed|unable to prepare context|Cannot connect to the Docker daemon)");
    private static final int REMEMBERED = 20;

    private final EventSink events;
    private final Deque<String> last = new ArrayDeque<>();
    private int progress;
    private String error = "";

    BuildOutput(EventSink events) {
        this.events = events;
    }

    void line(String line) {
        if (line.isBlank()) {
            return;
        }
        remember(line);
        Matcher step = STEP.matcher(line);
        if (!step.find()) {
            events.log(Stage.BUILD, line);
            return;
        }
        int number = Integer.parseInt(step.group(1) != null ? step.group(1) : step.group(3));
        int steps = Integer.parseInt(step.group(2) != null ? step.group(2) : step.group(4));
        // Stages run side by side and count for themselves; what is shown never goes back.
        progress = Math.max(progress, Math.min(99, number * 100 / Math.max(1, steps)));
        events.emit(EventType.LOG, Stage.BUILD, null, line, progress, Map.of("step", number, "steps", steps));
    }

    /** What went wrong in one line: the builder's own error line, else the last one. */
    String failure() {
        if (!error.isEmpty()) {
            return error;
        }
        return last.isEmpty() ? "docker said nothing about it" : last.getLast();
    }

    /** The end of the output on one line, to look for known causes. */
    String tail() {
        return String.join(" ", last);
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
}
