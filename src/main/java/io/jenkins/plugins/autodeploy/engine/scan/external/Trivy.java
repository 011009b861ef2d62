package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.Scanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The command line of Trivy on the machine of the workspace. Its flags changed their names over the years; its own help says which it has. */
public final class Trivy implements Scanner {
    private static final String REPORT = "report.json";
    private static final int LARGEST_REPORT = 32 << 20;
    private static final int LONGEST_ANSWER = 500;
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(60);
    /** Some builds of Trivy end without naming the error; the last thing they say is that they fetch the database. */
    private static final Pattern NO_DATABASE = Pattern.compile(
            "cannot skip downloading|db error|database error|failed to download (?:vulnerability|artifact)"
                    + "|(?:downloading (?:vulnerability )?db|downloading artifact|db repository: \\S+|\\[vulndb\\].*)\\.*$");

    private final ScannerOptions options;
    private final CommandRunner runner;
    private final Workspace workspace;
    private final EventSink events;

    public Trivy(ScannerOptions options, CommandRunner runner, Workspace workspace, EventSink events) {
        this.options = options;
        this.runner = runner;
        this.workspace = workspace;
        this.events = events;
    }

    @Override
    public String name() {
        return "trivy";
    }

    @Override
    public Set<FindingKind> kinds(ScanTarget target) {
        return EnumSet.allOf(FindingKind.class);
    }

    /**
     * What to scan.
     *
     * @param command {@code image} or {@code fs}
     * @param subject the reference, or the directory's absolute path
     */
    record Subject(String command, String subject) {}

    @Override
    public ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        String version = version().path("Version").asText("unknown");
        Subject subject = subject(target);
        Flags flags = flags(subject);
        boolean vulnerabilities = wanted.contains(FindingKind.VULNERABILITY);
        List<String> scanners = new ArrayList<>();
        if (vulnerabilities) {
            scanners.add("vuln");
        }
        if (wanted.contains(FindingKind.SECRET)) {
            scanners.add("secret");
        }
        if (wanted.contains(FindingKind.MISCONFIGURATION)) {
            scanners.add(flags.misconfiguration());
        }
        List<String> arguments = new ArrayList<>(List.of("--scanners", String.join(",", scanners)));
        if (!vulnerabilities) {
            arguments.addAll(List.of("--offline-scan", flags.skipUpdate()));
        }
        List<Finding> findings = run(subject, arguments, timeout);
        return new ScanResult(version, vulnerabilities ? databaseTime() : null, wanted, findings, null, List.of());
    }

    private Subject subject(ScanTarget target) {
        if (target.isImage()) {
            return new Subject("image", target.image());
        }
        String directory = target.directory().equals(".") ? "" : "/" + target.directory();
        return new Subject("fs", workspace.root() + directory);
    }

    /** The names that this version gives its flags. */
    record Flags(String misconfiguration, String skipUpdate) {
        static Flags of(String help) {
            return new Flags(
                    help.contains("misconfig,") || help.contains(",misconfig") ? "misconfig" : "config",
                    help.contains("--skip-check-update") ? "--skip-check-update" : "--skip-policy-update");
        }
    }

    private Flags flags(Subject target) throws ScannerFailedException, InterruptedException {
        return Flags.of(ask(List.of(target.command(), "--help")));
    }

    private List<Finding> run(Subject target, List<String> options, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        Deque<String> last = new ArrayDeque<>();
        Consumer<String> lines = line -> {
            String clean = OutsideText.clean(line);
            if (clean != null) {
                events.log(Stage.SCAN, clean);
                last.addLast(clean);
                if (last.size() > 10) {
                    last.removeFirst();
                }
            }
        };
        try (TemporaryDirectory temporary = workspace.createTemporaryDirectory()) {
            List<String> arguments = new ArrayList<>(List.of("trivy", target.command(), "--no-progress"));
            arguments.addAll(List.of("--format", "json", "--output", temporary.path() + "/" + REPORT));
            arguments.addAll(List.of("--timeout", timeout.toSeconds() + "s"));
            arguments.addAll(options);
            arguments.add(target.subject());
            int exitCode = runner.run(new Command(arguments, workspace.root(), Map.of(), timeout), lines, lines);
            if (exitCode != 0) {
                throw failure(exitCode, last);
            }
            return TrivyReport.findings(new String(temporary.read(REPORT, LARGEST_REPORT), StandardCharsets.UTF_8));
        } catch (CommandTimeoutException e) {
            throw new ScannerFailedException("Trivy did not end within %d minutes".formatted(timeout.toMinutes()), e);
        } catch (IOException e) {
            throw new ScannerFailedException("Trivy gave no report that can be read: " + e.getMessage(), e);
        }
    }

    private static ScannerFailedException failure(int exitCode, Deque<String> last) {
        String said = last.isEmpty() ? "it said nothing" : last.getLast();
        boolean database = last.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .skip(Math.max(0, last.size() - 3))
                .anyMatch(line -> NO_DATABASE.matcher(line).find());
        if (database) {
            return new ScannerFailedException.NoDatabase(
                    "Trivy has no vulnerability database and could not download one (%s)".formatted(said));
        }
        return new ScannerFailedException("Trivy failed with exit code %d: %s".formatted(exitCode, said));
    }

    private Instant databaseTime() throws ScannerFailedException, InterruptedException {
        try {
            String updated = version().at("/VulnerabilityDB/UpdatedAt").asText("");
            return updated.isEmpty() ? null : Instant.parse(updated);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private JsonNode version() throws ScannerFailedException, InterruptedException {
        try {
            return Json.readTree(ask(List.of("version", "--format", "json")));
        } catch (JsonProcessingException e) {
            throw new ScannerFailedException("Trivy does not tell its version", e);
        }
    }

    private String ask(List<String> question) throws ScannerFailedException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("trivy"));
        arguments.addAll(question);
        List<String> answer = new ArrayList<>();
        try {
            int exitCode = runner.run(
                    new Command(arguments, workspace.root(), Map.of(), QUESTION_TIMEOUT),
                    line -> {
                        if (answer.size() < LONGEST_ANSWER) {
                            answer.add(line);
                        }
                    },
                    line -> {});
            if (exitCode != 0) {
                throw new ScannerFailedException.Missing("Trivy cannot be run (exit code %d)".formatted(exitCode));
            }
        } catch (IOException e) {
            throw new ScannerFailedException.Missing("Trivy is not there: " + e.getMessage());
        }
        return String.join("\n", answer);
    }
}
