package io.jenkins.plugins.autodeploy.engine.image.builder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command line tool on the machine of the workspace. */
final class Tool {
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_LINES_KEPT = 2000;

    private final String program;
    private final CommandRunner runner;
    private final String directory;

    Tool(String program, CommandRunner runner, String directory) {
        this.program = program;
        this.runner = runner;
        this.directory = directory;
    }

    /**
     * What a short command printed.
     *
     * @param lines of the standard output
     * @param errors the standard error on one line
     */
    record Output(int exitCode, List<String> lines, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** All on one line; JSON stays what it is, since no JSON string holds a line break and a long line comes in pieces. */
        String text() {
            return String.join("", lines);
        }

        /** Missing when it is no JSON. */
        JsonNode json() {
            return Tool.json(text());
        }
    }

    /** Runs a short command and keeps what it prints. */
    Output ask(String... arguments) throws IOException, InterruptedException {
        return ask(Map.of(), arguments);
    }

    Output ask(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int exitCode =
                runner.run(command(List.of(arguments), environment, QUESTION_TIMEOUT), bounded(out), bounded(err));
        return new Output(exitCode, out, String.join(" ", err).strip());
    }

    /** Runs a long command, whose lines come as they are printed; those of the two outputs may overtake each other. */
    int run(
            List<String> arguments,
            Map<String, String> environment,
            Duration timeout,
            Consumer<String> out,
            Consumer<String> err)
            throws IOException, InterruptedException {
        return runner.run(command(arguments, environment, timeout), out, err);
    }

    static JsonNode json(String text) {
        try {
            return Json.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Command command(List<String> arguments, Map<String, String> environment, Duration timeout) {
        List<String> all = Stream.concat(Stream.of(program), arguments.stream()).toList();
        return new Command(all, directory, environment, timeout);
    }

    private static Consumer<String> bounded(List<String> lines) {
        return line -> {
            if (lines.size() < MOST_LINES_KEPT) {
                lines.add(line);
            }
        };
    }
}
