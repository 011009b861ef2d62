package io.jenkins.plugins.autodeploy.engine.image.jib;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A start command that needs no shell.
 *
 * @param environment the assignments before the program
 * @param words the program and its arguments
 */
record StartCommand(Map<String, String> environment, List<String> words) {
    private static final Pattern PORT = Pattern.compile("\\$(?:\\{PORT(?::-(\\d{1,5}))?}|PORT\\b)");
    private static final Pattern NEEDS_SHELL = Pattern.compile("[|&;<>()$`\\\\\"'*?\\[\\]~]");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\\S*)");

    /**
     * Reads a command.
     *
     * @param port what {@code $PORT} means; null when not known
     * @throws StageFailedException when only a shell could run it
     */
    static StartCommand parse(String command, @CheckForNull Integer port) throws StageFailedException {
        String filled = PORT.matcher(command)
                .replaceAll(
                        found -> port != null ? port.toString() : found.group(1) != null ? found.group(1) : "\\$PORT");
        if (NEEDS_SHELL.matcher(filled).find()) {
            throw MissingFiles.start(command, "it needs a shell");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        List<String> words = new ArrayList<>(List.of(filled.strip().split("\\s+")));
        while (!words.isEmpty()) {
            Matcher assignment = ASSIGNMENT.matcher(words.get(0));
            if (!assignment.matches()) {
                break;
            }
            environment.put(assignment.group(1), assignment.group(2));
            words.remove(0);
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw MissingFiles.start(command, "it names no program");
        }
        return new StartCommand(environment, List.copyOf(words));
    }

    String program() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }
}
