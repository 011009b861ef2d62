package io.jenkins.plugins.autodeploy.engine.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, as far as facts about it need them: continuation lines joined, comments and here-documents' bodies left
 * out. Follows the Dockerfile reference; never fails, since the builder itself is the judge of what is valid.
 */
public record Dockerfile(List<Instruction> instructions) {
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?");
    private static final Pattern FROM =
            Pattern.compile("(?:--\\S+\\s+)*(?<image>\\S+)(?:\\s+as\\s+(?<name>\\S+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::-([^}]*))?}|(\\w+))");

    /**
     * One instruction.
     *
     * @param line where it begins, from 1
     * @param name in upper case
     * @param arguments the rest, on one line
     */
    public record Instruction(int line, String name, String arguments) {}

    /**
     * A build stage.
     *
     * @param line of its {@code FROM}
     * @param image what it starts from, variables of {@code ARG}s with defaults filled in
     * @param name as other stages call it
     */
    public record BuildStage(
            int line, String image, @CheckForNull String name) {}

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /** Reads a Dockerfile's text. */
    public static Dockerfile parse(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        int next = 0;
        while (next < lines.length) {
            int first = next;
            StringBuilder joined = new StringBuilder();
            next = join(lines, first, joined);
            String[] words = joined.toString().strip().split("\\s+", 2);
            if (!words[0].isEmpty()) {
                String arguments = words.length > 1 ? words[1].strip() : "";
                instructions.add(new Instruction(first + 1, words[0].toUpperCase(Locale.ROOT), arguments));
                next = afterHereDocument(lines, next, arguments);
            }
        }
        return new Dockerfile(instructions);
    }

    /** The stages in order. */
    public List<BuildStage> stages() {
        return stages(Map.of());
    }

    /** The image that the stage to be built starts from in the end, through stages that start from others; empty when there is none. */
    public Optional<String> baseImage(@CheckForNull String target, Map<String, String> buildArgs) {
        List<BuildStage> stages = stages(buildArgs);
        int index = stages.size() - 1;
        if (target != null) {
            index = indexOf(stages, target, stages.size()).orElse(-1);
        }
        while (index >= 0) {
            String image = stages.get(index).image();
            Optional<Integer> earlier = indexOf(stages, image, index);
            if (earlier.isEmpty()) {
                return Optional.of(image);
            }
            index = earlier.get();
        }
        return Optional.empty();
    }

    private List<BuildStage> stages(Map<String, String> buildArgs) {
        Map<String, String> variables = new HashMap<>();
        List<BuildStage> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("ARG") && stages.isEmpty()) {
                String[] argument = instruction.arguments().split("=", 2);
                String standard = argument.length > 1 ? argument[1].replaceAll("^[\"']|[\"']$", "") : "";
                variables.put(argument[0], buildArgs.getOrDefault(argument[0], standard));
            }
            Matcher from = FROM.matcher(instruction.arguments());
            if (instruction.name().equals("FROM") && from.lookingAt()) {
                stages.add(
                        new BuildStage(instruction.line(), fill(from.group("image"), variables), from.group("name")));
            }
        }
        return stages;
    }

    private static Optional<Integer> indexOf(List<BuildStage> stages, String nameOrNumber, int before) {
        for (int i = 0; i < before; i++) {
            if (nameOrNumber.equalsIgnoreCase(stages.get(i).name()) || nameOrNumber.equals(String.valueOf(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String fill(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(3);
            String value = variables.getOrDefault(name, "");
            return Matcher.quoteReplacement(value.isEmpty() && match.group(2) != null ? match.group(2) : value);
        });
    }

    /** Appends the instruction that begins at {@code first}; returns the line after it. Comments inside a continuation do not end it. */
    private static int join(String[] lines, int first, StringBuilder joined) {
        int next = first;
        boolean open = true;
        while (open && next < lines.length) {
            String line = lines[next++].stripTrailing();
            if (line.stripLeading().startsWith("#")) {
                open = !joined.isEmpty();
                continue;
            }
            open = line.endsWith("\\");
            joined.append(open ? line.substring(0, line.length() - 1) + " " : line);
        }
        return next;
    }

    private static int afterHereDocument(String[] lines, int next, String arguments) {
        Matcher here = HERE_DOCUMENT.matcher(arguments);
        int after = next;
        while (here.find()) {
            while (after < lines.length && !lines[after].strip().equals(here.group(1))) {
                after++;
            }
            after = Math.min(after + 1, lines.length);
        }
        return after;
    }
}
