package io.jenkins.plugins.autodeploy.engine.generate;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A start command as the words of an exec form. */
final class StartWords {
    /** Words that a shell would leave as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+(?: +[A-Za-z0-9_./:@%+,=-]+)*");

    private static final Pattern ASSIGNMENT = Pattern.compile("^\\w+=.*");

    private StartWords() {}

    /** The words themselves where they are plain; else a shell that is replaced by the program, so that signals reach it. */
    static List<String> of(String command) {
        if (PLAIN.matcher(command).matches() && !ASSIGNMENT.matcher(command).matches()) {
            return Arrays.asList(command.split(" +"));
        }
        boolean single = !command.matches("(?s).*(?:[;&|\\n(]|^\\w+=).*")
                && !ASSIGNMENT.matcher(command).matches();
        return List.of("sh", "-c", single ? "exec " + command : command);
    }
}
