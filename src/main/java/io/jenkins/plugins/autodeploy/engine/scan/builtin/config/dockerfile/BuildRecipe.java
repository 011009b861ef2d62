package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.BuildStage;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile with what its {@code RUN} instructions run.
 *
 * @param stages in order
 */
record BuildRecipe(Dockerfile dockerfile, List<BuildStage> stages, List<Run> runs) {
    private static final Pattern SHELL_BEFORE_HERE_DOCUMENT =
            Pattern.compile("(?:\\S{0,50}/)?(?:ba|da|z|a|k)?sh(?:\\s+-\\w{1,10}){0,5}\\s*");

    /**
     * A {@code RUN} instruction.
     *
     * @param flags those before its command ({@code --mount=…})
     */
    record Run(int line, List<String> flags, List<ShellCommand> commands) {}

    /**
     * The files that {@code COPY} or {@code ADD} takes.
     *
     * @param sources as written, without the destination
     */
    record Copied(int line, String name, List<String> flags, List<String> sources) {}

    static BuildRecipe read(String text) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        List<Run> runs = dockerfile.instructions().stream()
                .filter(instruction -> instruction.name().equals("RUN"))
                .map(BuildRecipe::run)
                .toList();
        return new BuildRecipe(dockerfile, dockerfile.stages(), runs);
    }

    Stream<Instruction> instructions(String... names) {
        List<String> wanted = Arrays.asList(names);
        return dockerfile.instructions().stream().filter(instruction -> wanted.contains(instruction.name()));
    }

    /** All that {@code COPY} and {@code ADD} take. */
    List<Copied> copied() {
        return instructions("COPY", "ADD").map(BuildRecipe::copied).toList();
    }

    /** Whether an instruction is in the stage that becomes the image. */
    boolean isInLastStage(Instruction instruction) {
        return !stages.isEmpty()
                && instruction.line() > stages.get(stages.size() - 1).line();
    }

    private static Run run(Instruction instruction) {
        String command = instruction.arguments();
        List<String> flags = new ArrayList<>();
        while (command.startsWith("--")) {
            String[] parts = command.split("\\s+", 2);
            flags.add(parts[0]);
            command = parts.length > 1 ? parts[1] : "";
        }
        Instruction bare = new Instruction(instruction.line(), instruction.name(), command);
        List<ShellCommand> commands = bare.words()
                .map(ShellCommand::ofWords)
                .orElse(ShellCommand.read(shell(command, instruction.hereDocuments())));
        return new Run(instruction.line(), flags, commands);
    }

    /** A here-document is run where nothing or a shell takes it; elsewhere it is a file's content. */
    private static String shell(String command, String hereDocuments) {
        int start = command.indexOf("<<");
        boolean script = start == 0
                || start > 0
                        && SHELL_BEFORE_HERE_DOCUMENT
                                .matcher(command.substring(0, start))
                                .matches();
        return script ? hereDocuments : command;
    }

    private static Copied copied(Instruction instruction) {
        List<String> words = new ArrayList<>(List.of(instruction.arguments().split("\\s+")));
        List<String> flags = new ArrayList<>();
        while (!words.isEmpty() && words.get(0).startsWith("--")) {
            flags.add(words.remove(0));
        }
        String rest = String.join(" ", words);
        List<String> files = new Instruction(instruction.line(), instruction.name(), rest)
                .words()
                .orElse(words);
        List<String> sources = files.subList(0, Math.max(0, files.size() - 1)).stream()
                .map(file -> file.replace("\"", "").replace("'", ""))
                .toList();
        return new Copied(instruction.line(), instruction.name().toUpperCase(Locale.ROOT), flags, sources);
    }
}
