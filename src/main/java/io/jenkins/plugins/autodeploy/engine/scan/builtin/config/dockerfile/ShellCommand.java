package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A simple command of a shell script.
 *
 * @param words program and arguments, without quotes; the assignments before the program are among {@code assignments}
 * @param assignments {@code NAME=value}, those before the program and those that {@code export} makes
 * @param input the command whose output it reads through a pipe; null for none
 */
record ShellCommand(
        List<String> words,
        List<String> assignments,
        @CheckForNull ShellCommand input) {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ash", "ksh");
    private static final Set<String> BEFORE_THE_PROGRAM = Set.of(
            "sudo", "exec", "env", "time", "nohup", "command", "if", "then", "else", "elif", "do", "while", "until",
            "!", "{", "-E", "-H");
    private static final Set<String> DECLARATIONS = Set.of("export", "declare", "local", "readonly", "typeset");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w{0,200}=(?s:.*)");
    private static final int DEEPEST = 3;

    ShellCommand {
        words = List.copyOf(words);
        assignments = List.copyOf(assignments);
    }

    /** The commands of a script, with those that it gives to a shell as an argument. */
    static List<ShellCommand> read(String script) {
        List<ShellCommand> commands = new ArrayList<>();
        read(script, commands, 0);
        return commands;
    }

    /** The command that is given as words, and what it runs when it is a shell. */
    static List<ShellCommand> ofWords(List<String> words) {
        List<ShellCommand> commands = new ArrayList<>();
        add(words, null, commands, 0);
        return commands;
    }

    private static void read(String script, List<ShellCommand> commands, int depth) {
        ShellCommand previous = null;
        for (ShellWords.Simple simple : ShellWords.split(script)) {
            previous = add(simple.words(), simple.piped() ? previous : null, commands, depth);
        }
    }

    private static ShellCommand add(
            List<String> words, @CheckForNull ShellCommand input, List<ShellCommand> commands, int depth) {
        ShellCommand command = of(words, input);
        commands.add(command);
        int script = command.words().indexOf("-c") + 1;
        if (SHELLS.contains(command.program())
                && script > 0
                && script < command.words().size()
                && depth < DEEPEST) {
            read(command.words().get(script), commands, depth + 1);
        }
        return command;
    }

    private static ShellCommand of(List<String> words, @CheckForNull ShellCommand input) {
        List<String> assignments = new ArrayList<>();
        int first = 0;
        while (first < words.size()
                && (BEFORE_THE_PROGRAM.contains(words.get(first))
                        || ASSIGNMENT.matcher(words.get(first)).matches())) {
            if (!BEFORE_THE_PROGRAM.contains(words.get(first))) {
                assignments.add(words.get(first));
            }
            first++;
        }
        boolean sudo = words.subList(0, first).contains("sudo");
        List<String> rest = new ArrayList<>(words.subList(first, words.size()));
        if (!rest.isEmpty() && DECLARATIONS.contains(rest.get(0))) {
            rest.stream().filter(word -> ASSIGNMENT.matcher(word).matches()).forEach(assignments::add);
        }
        if (sudo) {
            rest.add(0, "sudo");
        }
        return new ShellCommand(rest, assignments, input);
    }

    /** What runs, without its directory and without {@code sudo} before it; empty for none. */
    String program() {
        int index = isSudo() ? 1 : 0;
        String word = words.size() > index ? words.get(index) : "";
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** What comes after the program. */
    List<String> arguments() {
        return words.subList(Math.min(isSudo() ? 2 : 1, words.size()), words.size());
    }

    boolean isSudo() {
        return !words.isEmpty() && words.get(0).equals("sudo");
    }

    boolean isShell() {
        return SHELLS.contains(program());
    }

    /** Whether it is one of these programs with one of these arguments. */
    boolean is(Set<String> programs, Set<String> anyOfArguments) {
        return programs.contains(program()) && arguments().stream().anyMatch(anyOfArguments::contains);
    }
}
