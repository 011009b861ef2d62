package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.Scanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Trivy, versions 0.30 and later, with a database of its own or that of a server. Settings of the machine and of the repository ({@code trivy.yaml},
 * {@code .trivyignore}, {@code TRIVY_…}) count as they do on a terminal, except for severities, unfixed vulnerabilities and the exit code: what of that is
 * let through is the policy's to say.
 */
public final class Trivy implements Scanner {
    private static final int LAST_WORDS = 3;

    private static final Pattern DATABASE_FAILURE = Pattern.compile(
            "cannot skip downloading|cannot be specified on the first run|cannot be specified with the old db schema"
                    + "|version of db schema doesn't match|db error|database error"
                    + "|failed to download (?:vulnerability|artifact)");
    /** Some builds of Trivy end without naming the error; the last thing they say is that they fetch the database. */
    private static final Pattern DATABASE_DOWNLOAD = Pattern.compile(
            "(?:downloading (?:vulnerability )?db|downloading artifact|db repository: \\S+|\\[vulndb\\].*)\\.*$");

    private final ScannerOptions options;
    private final List<String> exclude;
    private final ScannerProgram program;
    private final Workspace workspace;
    private final EventSink events;

    /** @param exclude globs of files and directories below the target's directory that are not looked at */
    public Trivy(
            ScannerOptions options, List<String> exclude, CommandRunner runner, Workspace workspace, EventSink events) {
        this.options = options;
        this.exclude = List.copyOf(exclude);
        this.program = new ScannerProgram(ExternalScanner.TRIVY, options, runner, workspace, events);
        this.workspace = workspace;
        this.events = events;
    }

    @Override
    public String name() {
        return ExternalScanner.TRIVY.program();
    }

    @Override
    public Set<FindingKind> kinds(ScanTarget target) {
        return EnumSet.allOf(FindingKind.class);
    }

    @Override
    public ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        checkCredentials(target);
        TimeLimit limit = new TimeLimit(ExternalScanner.TRIVY.title(), timeout);
        TrivyFlags flags = TrivyFlags.of(program.ask(limit, command(target), "--help"));
        TrivyReport report = run(target, wanted, flags, limit, timeout);
        // Asked last: only now is the database there that the scan used.
        JsonNode told = version(limit);
        String version = FindingFacts.known(told.path("Version").asText(""));
        List<String> remarks = new ArrayList<>(report.remarks());
        Instant database = null;
        if (usesServer(wanted)) {
            database = report.serverDatabase();
            if (database == null) {
                remarks.add("Trivy %s does not tell how old the vulnerability database of its server is"
                        .formatted(version));
            }
        } else if (wanted.contains(FindingKind.VULNERABILITY)) {
            database = FindingFacts.time(told.at("/VulnerabilityDB/UpdatedAt").asText(""));
        }
        return new ScanResult(version, database, wanted, report.findings(), report.packages(), remarks);
    }

    /** A server matches vulnerabilities; the rest is found where the files are. */
    private boolean usesServer(Set<FindingKind> wanted) {
        return options.server() != null && wanted.contains(FindingKind.VULNERABILITY);
    }

    /** Trivy takes lists of users and passwords out of its variables, so that a comma would make two of one. */
    private void checkCredentials(ScanTarget target) throws ScannerFailedException {
        RegistryCredentials registry = target.isImage() ? options.registry() : null;
        boolean comma = registry != null
                && (registry.username().contains(",")
                        || registry.password().reveal().contains(","));
        if (comma) {
            throw new ScannerFailedException(
                    "Trivy cannot be given registry credentials with a comma: log docker in, or use a token without one");
        }
    }

    private static String command(ScanTarget target) {
        return target.isImage() ? "image" : "fs";
    }

    private TrivyReport run(
            ScanTarget target, Set<FindingKind> wanted, TrivyFlags flags, TimeLimit limit, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        Map<String, SecretText> secrets = secrets(target, wanted);
        ProgramOutput output = new ProgramOutput(events, secrets.values());
        try (TemporaryDirectory temporary = workspace.createTemporaryDirectory()) {
            ReportFile report = new ReportFile(ExternalScanner.TRIVY, temporary);
            List<String> arguments = new ArrayList<>(List.of(command(target), "--no-progress"));
            arguments.addAll(List.of("--format", "json", "--output", report.path()));
            arguments.addAll(List.of("--timeout", timeout.toSeconds() + "s"));
            arguments.addAll(flags.everything());
            arguments.addAll(flags.scanners(wanted));
            if (usesServer(wanted)) {
                arguments.addAll(List.of("--server", options.server()));
            }
            arguments.addAll(flags.skip(exclude, target.isImage() ? "" : root(target)));
            arguments.add(target.isImage() ? target.image() : root(target));
            Errand errand = new Errand(arguments, settings(target), secrets, target.isImage(), temporary);
            int exitCode = program.run(errand, limit, output);
            if (exitCode != 0) {
                throw failure(exitCode, output);
            }
            return TrivyReport.of(report.read());
        } catch (IOException e) {
            throw new ScannerFailedException("Trivy had no directory for its report: " + e.getMessage(), e);
        }
    }

    private String root(ScanTarget target) {
        return target.directory().equals(".") ? workspace.root() : workspace.root() + "/" + target.directory();
    }

    private Map<String, String> settings(ScanTarget target) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TRIVY_SKIP_VERSION_CHECK", "true");
        settings.put("TRIVY_DISABLE_TELEMETRY", "true");
        if (target.isImage() && options.registry() != null) {
            settings.put("TRIVY_USERNAME", options.registry().username());
        }
        return settings;
    }

    private Map<String, SecretText> secrets(ScanTarget target, Set<FindingKind> wanted) {
        Map<String, SecretText> secrets = new HashMap<>();
        if (usesServer(wanted) && options.serverToken() != null) {
            secrets.put("TRIVY_TOKEN", options.serverToken());
        }
        if (target.isImage() && options.registry() != null) {
            secrets.put("TRIVY_PASSWORD", options.registry().password());
        }
        return secrets;
    }

    private static ScannerFailedException failure(int exitCode, ProgramOutput output) {
        List<String> end = output.end();
        List<String> lastWords = end.subList(Math.max(0, end.size() - LAST_WORDS), end.size());
        boolean database = lastWords.stream()
                        .anyMatch(line -> DATABASE_FAILURE.matcher(lower(line)).find())
                || DATABASE_DOWNLOAD.matcher(lower(output.lastLine())).find();
        if (database) {
            return new ScannerFailedException.NoDatabase(
                    ("Trivy has no vulnerability database and could not download one (%s): let it reach the registry of its database,"
                                    + " name a mirror in TRIVY_DB_REPOSITORY, or use a Trivy server")
                            .formatted(output.lastLine()));
        }
        return new ScannerFailedException("Trivy failed with exit code %d: %s".formatted(exitCode, output.lastLine()));
    }

    private static String lower(String line) {
        return line.toLowerCase(Locale.ROOT);
    }

    private JsonNode version(TimeLimit limit) throws ScannerFailedException, InterruptedException {
        try {
            return Json.readTree(program.ask(limit, "version", "--format", "json"));
        } catch (JsonProcessingException e) {
            throw new ScannerFailedException("Trivy does not tell its version", e);
        }
    }
}
