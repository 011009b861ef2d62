package io.jenkins.plugins.autodeploy.engine.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile as BuildKit reads it: the escape directive, continued lines, comments within them, here-documents, and the {@code ARG}s before the first {@code FROM}.
 * Reading never fails, since the builder itself is the judge of what is valid.
 */
public record Dockerfile(List<Instruction> instructions) {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z]\\w*)\\s*=\\s*(.+?)\\s*");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<(-?)([\"']?)([A-Za-z_]\\w*)\\2");
    private static final Pattern FROM =
            Pattern.compile("(?:--\\S+\\s+)*(?<image>\\S+)(?:\\s+as\\s+(?<name>\\S+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{(?<braced>\\w+)(?::(?<sign>[-+])(?<word>[^}]*))?}|(?<plain>\\w+))");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)(?:=(\"[^\"]*\"|'[^']*'|\\S*))?");
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:-\\d{1,5})?(?:/tcp)?", Pattern.CASE_INSENSITIVE);
    private static final int HIGHEST_PORT = 65_535;

    /**
     * One instruction.
     *
     * @param line where it begins, from 1
     * @param name in upper case
     * @param arguments the rest, on one line
     * @param hereDocuments the text of its here-documents; empty for none
     */
    public record Instruction(int line, String name, String arguments, String hereDocuments) {
        /** One without here-documents. */
        public Instruction(int line, String name, String arguments) {
            this(line, name, arguments, "");
        }

        /** The words of the JSON form, {@code ["node", "server.js"]}; empty when it is not in that form. */
        public Optional<List<String>> words() {
            try {
                JsonNode json = arguments.startsWith("[") ? Json.readTree(arguments) : null;
                if (json == null || !json.isArray()) {
                    return Optional.empty();
                }
                List<String> words = new ArrayList<>();
                for (JsonNode word : json) {
                    if (!word.isTextual()) {
                        return Optional.empty();
                    }
                    words.add(word.textValue());
                }
                return Optional.of(words);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * A build stage.
     *
     * @param line of its {@code FROM}
     * @param image what it starts from, with the {@code ARG}s before the first {@code FROM} filled in
     * @param name as other stages call it
     */
    public record BuildStage(
            int line, String image, @CheckForNull String name) {}

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /** Reads a Dockerfile's text. */
    public static Dockerfile parse(String text) {
        return new Dockerfile(new Lines(text).instructions());
    }

    /** The stages in order. */
    public List<BuildStage> stages() {
        return stages(Map.of());
    }

    /** The image that a stage starts from in the end, through stages that start from others; empty when there is none. */
    public Optional<String> baseImage(@CheckForNull String target, Map<String, String> buildArgs) {
        List<BuildStage> stages = stages(buildArgs);
        int index = target == null ? stages.size() - 1 : indexOf(stages, target, stages.size());
        while (index >= 0) {
            String image = stages.get(index).image();
            int earlier = indexOf(stages, image, index);
            if (earlier < 0) {
                return Optional.of(image);
            }
            index = earlier;
        }
        return Optional.empty();
    }

    /** The last instruction of that name in the last stage, or in the stages which that one starts from. */
    public Optional<Instruction> last(String name) {
        List<BuildStage> stages = stages();
        int index = stages.size() - 1;
        while (index >= 0) {
            int first = stages.get(index).line();
            int end = index + 1 < stages.size() ? stages.get(index + 1).line() : Integer.MAX_VALUE;
            Optional<Instruction> found = instructions.stream()
                    .filter(i -> i.line() > first && i.line() < end && i.name().equals(name))
                    .reduce((earlier, later) -> later);
            if (found.isPresent()) {
                return found;
            }
            index = indexOf(stages, stages.get(index).image(), index);
        }
        return Optional.empty();
    }

    /** The first TCP port that the last {@code EXPOSE} names as a number. */
    public Optional<Integer> port() {
        for (String word : last("EXPOSE").map(Instruction::arguments).orElse("").split("\\s+")) {
            Matcher port = PORT.matcher(fill(word, defaults()));
            if (port.matches() && Integer.parseInt(port.group(1)) <= HIGHEST_PORT) {
                return Optional.of(Integer.valueOf(port.group(1)));
            }
        }
        return Optional.empty();
    }

    /** All {@code ARG} and {@code ENV} values that the file itself gives. */
    private Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("ARG") || instruction.name().equals("ENV")) {
                String arguments = instruction.arguments();
                boolean old = instruction.name().equals("ENV") && !arguments.split("\\s+", 2)[0].contains("=");
                values.putAll(assignments(old ? arguments.replaceFirst("\\s+", "=") : arguments));
            }
        }
        return values;
    }

    private List<BuildStage> stages(Map<String, String> buildArgs) {
        Map<String, String> variables = new HashMap<>();
        List<BuildStage> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("ARG") && stages.isEmpty()) {
                assignments(instruction.arguments())
                        .forEach((name, value) ->
                                variables.put(name, buildArgs.getOrDefault(name, fill(value, variables))));
            }
            Matcher from = FROM.matcher(instruction.arguments());
            if (instruction.name().equals("FROM") && from.lookingAt()) {
                String image = fill(from.group("image"), variables);
                stages.add(new BuildStage(instruction.line(), image, from.group("name")));
            }
        }
        return stages;
    }

    private static Map<String, String> assignments(String arguments) {
        Map<String, String> values = new HashMap<>();
        Matcher assignment = ASSIGNMENT.matcher(arguments);
        while (assignment.find()) {
            String value = assignment.group(2) == null ? "" : assignment.group(2);
            boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
            values.put(assignment.group(1), quoted ? value.substring(1, value.length() - 1) : value);
        }
        return values;
    }

    private static int indexOf(List<BuildStage> stages, String nameOrNumber, int before) {
        for (int i = 0; i < before; i++) {
            if (nameOrNumber.equalsIgnoreCase(stages.get(i).name()) || nameOrNumber.equals(String.valueOf(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String fill(String text, Map<String, String> variables) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String name = variable.group("braced") != null ? variable.group("braced") : variable.group("plain");
            String value = variables.getOrDefault(name, "");
            String sign = variable.group("sign");
            boolean otherwise = sign != null && sign.equals("-") == value.isEmpty();
            variable.appendReplacement(filled, Matcher.quoteReplacement(otherwise ? variable.group("word") : value));
        }
        return variable.appendTail(filled).toString();
    }

    /** Joins lines to instructions. */
    private static final class Lines {
        private final String[] lines;
        private final char escape;
        private int next;

        Lines(String text) {
            lines = text.split("\\R", -1);
            escape = escape(lines);
        }

        List<Instruction> instructions() {
            List<Instruction> instructions = new ArrayList<>();
            while (next < lines.length) {
                int line = next + 1;
                String[] words = joined().strip().split("\\s+", 2);
                if (!words[0].isEmpty()) {
                    String arguments = words.length > 1 ? words[1].strip() : "";
                    String name = words[0].toUpperCase(Locale.ROOT);
                    instructions.add(new Instruction(line, name, arguments, hereDocuments(name, arguments)));
                }
            }
            return instructions;
        }

        /** Comments and empty lines within a continued instruction do not end it. */
        private String joined() {
            StringBuilder joined = new StringBuilder();
            boolean open = true;
            while (open && next < lines.length) {
                String line = lines[next++].stripTrailing();
                String content = line.stripLeading();
                if (content.startsWith("#") || content.isEmpty()) {
                    open = !joined.isEmpty();
                    continue;
                }
                open = line.charAt(line.length() - 1) == escape;
                joined.append(open ? line.substring(0, line.length() - 1) : line);
            }
            return joined.toString();
        }

        private String hereDocuments(String name, String arguments) {
            StringBuilder text = new StringBuilder();
            Matcher here = HERE_DOCUMENT.matcher(arguments);
            while (name.matches("RUN|COPY|ADD") && here.find()) {
                boolean tabs = !here.group(1).isEmpty();
                while (next < lines.length
                        && !(tabs ? lines[next].replaceFirst("^\t+", "") : lines[next]).equals(here.group(3))) {
                    text.append(lines[next++]).append('\n');
                }
                next = Math.min(next + 1, lines.length);
            }
            return text.toString();
        }

        /** Directives count only before anything else. */
        private static char escape(String[] lines) {
            for (String line : lines) {
                Matcher directive = DIRECTIVE.matcher(line.strip());
                if (!directive.matches()) {
                    break;
                }
                if (directive.group(1).equalsIgnoreCase("escape")) {
                    return directive.group(2).equals("`") ? '`' : '\\';
                }
            }
            return '\\';
        }
    }
}
