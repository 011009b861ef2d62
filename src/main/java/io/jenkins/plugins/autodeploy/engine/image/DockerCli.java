package io.jenkins.plugins.autodeploy.engine.image;

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

/** The docker command line on the machine of the workspace. */
final class DockerCli {
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_LINES_KEPT = 200;
    /** The last docker client that brings BuildKit itself; later ones want the component buildx. */
    private static final int LAST_WITH_BUILDKIT_INSIDE = 22;

    private final CommandRunner runner;
    private final String directory;

    DockerCli(CommandRunner runner, String directory) {
        this.runner = runner;
        this.directory = directory;
    }

    /** What a short command printed. */
    record Output(int exitCode, String text, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * What client and daemon are there.
     *
     * @param client version; empty when there is none
     * @param server the daemon's version; empty when none answers
     * @param said why, when one is missing
     */
    record Versions(String client, String server, String said) {
        boolean daemonAnswers() {
            return !server.isEmpty();
        }
    }

    /** Asks the daemon for its version: the only certain way to know that one answers. */
    Versions versions() throws InterruptedException {
        try {
            Output output = ask("version", "--format", "{{json .}}");
            JsonNode versions = parse(output.text());
            return new Versions(
                    versions.at("/Client/Version").asText(""),
                    versions.at("/Server/Version").asText(""),
                    output.errors());
        } catch (IOException e) {
            return new Versions("", "", e.getMessage());
        }
    }

    /** Whether {@code docker build} can use BuildKit: old clients hold it, newer ones need buildx beside them. */
    boolean hasBuildKit(Versions versions) throws IOException, InterruptedException {
        String major = versions.client().split("\\D", 2)[0];
        boolean inside = !major.isEmpty() && major.length() < 5 && Integer.parseInt(major) <= LAST_WITH_BUILDKIT_INSIDE;
        return inside || ask("buildx", "version").succeeded();
    }

    /** The address of the daemon that the current context means; empty when the client cannot tell. */
    String endpoint() throws IOException, InterruptedException {
        Output output = ask("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        return output.succeeded() ? output.text().strip() : "";
    }

    /** Runs a short command and keeps what it prints. */
    Output ask(String... arguments) throws IOException, InterruptedException {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int exitCode = runner.run(command(List.of(arguments), Map.of(), QUESTION_TIMEOUT), bounded(out), bounded(err));
        // A long line of JSON comes in pieces, and no JSON string holds a line break.
        return new Output(exitCode, String.join("", out), String.join(" ", err).strip());
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

    static JsonNode parse(String json) {
        try {
            return Json.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Command command(List<String> arguments, Map<String, String> environment, Duration timeout) {
        List<String> all =
                Stream.concat(Stream.of("docker"), arguments.stream()).toList();
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
