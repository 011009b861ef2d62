package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What a scanner prints while it works: on the log as far as it is not too much, clean and without the secrets it was given; its end is remembered. */
final class ProgramOutput implements Consumer<String> {
    private static final int MOST_LINES = 2_000;
    private static final int REMEMBERED = 10;

    private final EventSink events;
    private final Collection<SecretText> secrets;
    private final Deque<String> end = new ArrayDeque<>();
    private int lines;

    ProgramOutput(EventSink events, Collection<SecretText> secrets) {
        this.events = events;
        this.secrets = secrets;
    }

    @Override
    public void accept(String line) {
        String clean = OutsideText.clean(withoutSecrets(line));
        if (clean == null) {
            return;
        }
        lines++;
        if (lines <= MOST_LINES) {
            events.log(Stage.SCAN, clean);
        } else if (lines == MOST_LINES + 1) {
            events.log(Stage.SCAN, "Further lines are left out");
        }
        end.addLast(clean);
        if (end.size() > REMEMBERED) {
            end.removeFirst();
        }
    }

    private String withoutSecrets(String line) {
        String masked = line;
        for (SecretText secret : secrets) {
            if (!secret.reveal().isEmpty()) {
                masked = masked.replace(secret.reveal(), secret.toString());
            }
        }
        return masked;
    }

    /** The last lines, oldest first. */
    List<String> end() {
        return List.copyOf(end);
    }

    String lastLine() {
        return end.isEmpty() ? "it said nothing" : end.getLast();
    }
}
