package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The docker client's program, pointed at one host. Blocks while it runs. */
final class DockerClient {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final int MOST_LINES = 100_000;
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern UNREACHABLE = Pattern.compile(
            "cannot connect to the docker daemon|error during connect|connection refused|connection reset"
                    + "|no such host|i/o timeout|tls handshake timeout|broken pipe|unexpected eof|daemon is shutting down"
                    + "|permission denied while trying to connect");
    private static final Pattern ABSENT = Pattern.compile("no such (?:container|image|object)|could not find the file");
    private static final Pattern PORT_TAKEN =
            Pattern.compile("port is already allocated|address already in use|ports are not available");
    private static final Pattern NOISE =
            Pattern.compile("^(?:error response from daemon: |error: |docker: )+", Pattern.CASE_INSENSITIVE);

    private final CommandRunner runner;
    private final DockerHost host;
    private final String directory;

    /** @param directory that exists where the program runs */
    DockerClient(CommandRunner runner, DockerHost host, String directory) {
        this.runner = runner;
        this.host = host;
        this.directory = directory;
    }

    /** What the program said, whatever its exit code. */
    record Result(int exitCode, List<String> output, List<String> errors) {
        /** The output of a client that prints JSON: long lines arrive in pieces, and between two lines nothing is needed. */
        String json() {
            return String.join("", output);
        }
    }

    /** Runs a docker command that must succeed. */
    Result docker(List<String> arguments) throws DockerException, InterruptedException {
        return docker(arguments, Map.of(), SHORT);
    }

    Result docker(List<String> arguments, Map<String, String> environment, Duration timeout)
            throws DockerException, InterruptedException {
        Result result = tryDocker(arguments, environment, timeout);
        if (result.exitCode() != 0) {
            throw failure(arguments, result);
        }
        return result;
    }

    /** Runs a docker command whose exit code is an answer; only a host that cannot be reached is a failure. */
    Result tryDocker(List<String> arguments) throws DockerException, InterruptedException {
        Result result = tryDocker(arguments, Map.of(), SHORT);
        if (result.exitCode() != 0 && kind(String.join("\n", result.errors())) == Kind.UNREACHABLE) {
            throw failure(arguments, result);
        }
        return result;
    }

    private Result tryDocker(List<String> arguments, Map<String, String> environment, Duration timeout)
            throws DockerException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(host.program(), "-H", host.url()));
        command.addAll(arguments);
        List<String> output = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        try {
            int exitCode = runner.run(
                    new Command(command, directory, environment, timeout),
                    line -> keep(output, line),
                    line -> keep(errors, line));
            return new Result(exitCode, output, errors);
        } catch (CommandTimeoutException e) {
            throw new DockerException(
                    Kind.UNREACHABLE,
                    "Docker host %s did not finish 'docker %s' within %d seconds"
                            .formatted(host.url(), arguments.get(0), timeout.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new DockerException(
                    Kind.UNREACHABLE,
                    "the docker client '%s' cannot be started: %s".formatted(host.program(), e.getMessage()),
                    e);
        }
    }

    private static void keep(List<String> lines, String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private DockerException failure(List<String> arguments, Result result) {
        String said = String.join("\n", result.errors()).strip();
        Kind kind = kind(said);
        String sentence = kind == Kind.UNREACHABLE
                ? "Docker host %s cannot be reached: %s".formatted(host.url(), shorten(said))
                : "docker %s failed: %s".formatted(arguments.get(0), shorten(said));
        return new DockerException(kind, sentence);
    }

    static Kind kind(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (PORT_TAKEN.matcher(lower).find()) {
            return Kind.PORT_TAKEN;
        }
        if (ABSENT.matcher(lower).find()) {
            return Kind.ABSENT;
        }
        // What a registry or a proxied address refuses is told by the daemon, which therefore answers.
        boolean answered = lower.startsWith("error response from daemon");
        return !answered && UNREACHABLE.matcher(lower).find() ? Kind.UNREACHABLE : Kind.REFUSED;
    }

    /** One line without what every message begins with. */
    static String shorten(String said) {
        String line = NOISE.matcher(said.replaceAll("\\s+", " ").strip()).replaceFirst("");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "\u2026";
    }
}
