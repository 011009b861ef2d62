package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A scanner's program, however it is had: on the {@code PATH}, in the directory of a tool, or in a container image that docker runs. */
final class ScannerProgram {
    private static final int LONGEST_ANSWER = 1_000;
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DOCKER_TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    /** Docker itself failed. */
    private static final int NOT_STARTED = 125;

    private final ExternalScanner scanner;
    private final CommandRunner runner;
    private final String workspace;
    private final EventSink events;

    @CheckForNull
    private final String tool;

    @CheckForNull
    private final String container;

    ScannerProgram(
            ExternalScanner scanner,
            ScannerOptions options,
            CommandRunner runner,
            Workspace workspace,
            EventSink events) {
        this.scanner = scanner;
        this.runner = runner;
        this.workspace = workspace.root();
        this.events = events;
        this.tool = options.tool();
        this.container = options.container() != null && scanner.mayBe(options.container()) ? options.container() : null;
    }

    /**
     * What it answers on its standard output.
     *
     * @throws ScannerFailedException.Missing when there is no such program
     * @throws ScannerFailedException when it, or its container, fails
     */
    String ask(TimeLimit limit, String... question) throws ScannerFailedException, InterruptedException {
        // A container's image may have to be pulled first.
        Duration longest = container != null ? limit.left() : shorter(QUESTION_TIMEOUT, limit.left());
        List<String> answer = new ArrayList<>();
        ProgramOutput complaints = new ProgramOutput(EventSink.NONE, List.of());
        int exitCode = run(
                Errand.question(question),
                longest,
                limit,
                line -> {
                    if (answer.size() < LONGEST_ANSWER) {
                        answer.add(line);
                    }
                },
                complaints);
        if (exitCode != 0) {
            throw refused(exitCode, complaints);
        }
        return String.join("\n", answer);
    }

    /**
     * Lets it work. What it prints goes on the log.
     *
     * @return its exit code
     * @throws ScannerFailedException when it cannot be started or does not end in time; then nothing of it is left
     * @throws InterruptedException when the run was aborted; nothing of it is left
     */
    int run(Errand errand, TimeLimit limit, ProgramOutput output) throws ScannerFailedException, InterruptedException {
        int exitCode = run(errand, limit.left(), limit, output, output);
        if (container != null && exitCode >= NOT_STARTED && exitCode <= NOT_FOUND) {
            throw refused(exitCode, output);
        }
        return exitCode;
    }

    private int run(
            Errand errand, Duration longest, TimeLimit limit, Consumer<String> output, Consumer<String> complaints)
            throws ScannerFailedException, InterruptedException {
        try {
            return container == null
                    ? runner.run(local(errand, longest), output, complaints)
                    : runContainer(errand, longest, output, complaints);
        } catch (CommandTimeoutException e) {
            throw limit.exceeded(e);
        } catch (IOException e) {
            throw container == null ? missing(e.getMessage()) : notRun(e.getMessage());
        }
    }

    private Command local(Errand errand, Duration longest) {
        List<String> arguments = new ArrayList<>();
        arguments.add(tool == null ? scanner.program() : tool + "/" + scanner.program());
        arguments.addAll(errand.arguments());
        Map<String, String> environment = new HashMap<>(errand.settings());
        errand.secrets().forEach((variable, secret) -> environment.put(variable, secret.reveal()));
        if (errand.temporary() != null) {
            // Layers that a killed scanner had unpacked go with the directory.
            environment.put("TMPDIR", errand.temporary().path());
        }
        return new Command(arguments, workspace, environment, longest);
    }

    private int runContainer(Errand errand, Duration longest, Consumer<String> output, Consumer<String> complaints)
            throws IOException, InterruptedException {
        ScannerContainer run = new ScannerContainer(
                scanner, container, "autodeploy-%s-%s".formatted(scanner.program(), UUID.randomUUID()));
        String endpoint = errand.images() ? endpoint() : null;
        boolean ended = false;
        try {
            Command command = new Command(
                    run.command(errand, workspace, endpoint), workspace, run.environment(errand, endpoint), longest);
            int exitCode = runner.run(command, output, complaints);
            ended = true;
            return exitCode;
        } finally {
            if (!ended) {
                remove(run.name());
            }
        }
    }

    /** Which Docker Engine docker talks to, by its own word: a context or {@code DOCKER_HOST} may have chosen another than the usual one. */
    private String endpoint() throws IOException, InterruptedException {
        List<String> answer = new ArrayList<>();
        int exitCode = docker(answer, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        String endpoint = answer.isEmpty() ? "" : answer.get(0).strip();
        return exitCode == 0 && !endpoint.isEmpty() ? endpoint : "unix://" + ScannerContainer.SOCKET;
    }

    /** The container does not end with the client that started it. */
    private void remove(String name) throws InterruptedException {
        try {
            docker(new ArrayList<>(), "rm", "--force", name);
        } catch (IOException e) {
            events.log(Stage.SCAN, "The container %s may still be there: %s".formatted(name, e.getMessage()));
        }
    }

    private int docker(List<String> answer, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return runner.run(
                new Command(command, workspace, Map.of(), DOCKER_TIMEOUT),
                line -> {
                    if (answer.size() < LONGEST_ANSWER) {
                        answer.add(line);
                    }
                },
                line -> {});
    }

    private ScannerFailedException refused(int exitCode, ProgramOutput said) {
        if (container != null && exitCode >= NOT_STARTED && exitCode <= NOT_FOUND) {
            return notRun(cause(said));
        }
        if (container == null && (exitCode == NOT_EXECUTABLE || exitCode == NOT_FOUND)) {
            return missing(said.lastLine());
        }
        return new ScannerFailedException(
                "%s cannot be run (exit code %d): %s".formatted(scanner.title(), exitCode, said.lastLine()));
    }

    /** Docker's last line says only where its options are explained. */
    private static String cause(ProgramOutput said) {
        return said.end().stream()
                .filter(line -> !line.endsWith("docker run --help' for more information")
                        && !line.endsWith("See 'docker run --help'."))
                .reduce((earlier, later) -> later)
                .orElse(said.lastLine());
    }

    private ScannerFailedException missing(String why) {
        return new ScannerFailedException.Missing("%s is not there: %s".formatted(scanner.title(), why));
    }

    private ScannerFailedException notRun(String why) {
        return new ScannerFailedException(
                "The container image %s could not be run for %s: %s".formatted(container, scanner.title(), why));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
