package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Grype, versions 0.30 and later. It knows vulnerabilities alone, and what a package is only where it is vulnerable. */
public final class Grype implements Scanner {
    private static final Pattern STALE = Pattern.compile("database was built .{0,100}ago|max allowed age");
    private static final Pattern NO_DATABASE =
            Pattern.compile("failed to load vulnerability db|db could not be loaded|status of the vulnerability db"
                    + "|unable to (?:update|check for) vulnerability database|unable to update db"
                    + "|database (?:does not exist|not found)|bad db checksum|vulnerability database is (?:invalid|corrupt)"
                    + "|unsupported database version|failed to update vulnerability db");
    private static final Pattern THRESHOLD = Pattern.compile("vulnerabilities at or above the severity threshold");
    /** Words that Grype reads as the kind of a source when an image's name begins with them and a colon: {@code registry:2}. */
    private static final Pattern KIND = Pattern.compile(
            "(?:docker|podman|containerd|registry|dir|file|sbom|purl|cpes?|pkg|singularity|snap|oci-(?:archive|dir)|docker-archive"
                    + "|oci-registry|local-(?:file|directory)|attestation|image|pull)(?:[:@].*)");

    private final ScannerOptions options;
    private final List<String> exclude;
    private final ScannerProgram program;
    private final Workspace workspace;
    private final EventSink events;

    /** @param exclude globs of files and directories below the target's directory that are not looked at */
    public Grype(
            ScannerOptions options, List<String> exclude, CommandRunner runner, Workspace workspace, EventSink events) {
        this.options = options;
        this.exclude = List.copyOf(exclude);
        this.program = new ScannerProgram(ExternalScanner.GRYPE, options, runner, workspace, events);
        this.workspace = workspace;
        this.events = events;
    }

    @Override
    public String name() {
        return ExternalScanner.GRYPE.program();
    }

    @Override
    public Set<FindingKind> kinds(ScanTarget target) {
        return EnumSet.of(FindingKind.VULNERABILITY);
    }

    @Override
    public ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        TimeLimit limit = new TimeLimit(ExternalScanner.GRYPE.title(), timeout);
        String version = version(limit);
        if (!wanted.contains(FindingKind.VULNERABILITY)) {
            return new ScanResult(version, null, Set.of(), List.of(), null, List.of());
        }
        GrypeReport report = run(target, limit);
        return new ScanResult(
                version,
                report.database(),
                EnumSet.of(FindingKind.VULNERABILITY),
                report.findings(),
                null,
                report.remarks());
    }

    private GrypeReport run(ScanTarget target, TimeLimit limit) throws ScannerFailedException, InterruptedException {
        Map<String, SecretText> secrets = secrets(target);
        ProgramOutput output = new ProgramOutput(events, secrets.values());
        try (TemporaryDirectory temporary = workspace.createTemporaryDirectory()) {
            ReportFile report = new ReportFile(ExternalScanner.GRYPE, temporary);
            List<String> arguments = new ArrayList<>(List.of(source(target)));
            arguments.addAll(List.of("--output", "json", "--file", report.path()));
            exclude.forEach(glob -> arguments.addAll(List.of("--exclude", excluded(glob, target.isImage()))));
            Errand errand = new Errand(arguments, settings(target), secrets, target.isImage(), temporary);
            int exitCode = program.run(errand, limit, output);
            if (exitCode != 0 && !foundTooMuch(output)) {
                throw failure(exitCode, output);
            }
            return GrypeReport.of(report.read());
        } catch (IOException e) {
            throw new ScannerFailedException("Grype had no directory for its report: " + e.getMessage(), e);
        }
    }

    private String source(ScanTarget target) {
        if (target.isImage()) {
            String image = target.image();
            return KIND.matcher(image).matches() ? "docker.io/library/" + image : image;
        }
        String directory = target.directory().equals(".") ? "" : "/" + target.directory();
        return "dir:" + workspace.root() + directory;
    }

    /** Grype wants globs of a directory to begin with {@code ./} or a star, and those of an image with its root or a star. */
    private static String excluded(String glob, boolean image) {
        if (glob.startsWith("*/") || glob.startsWith("**/")) {
            return glob;
        }
        return (image ? "/" : "./") + glob;
    }

    /** Credentials count for whatever registry the image is in; it is the only one that is asked. */
    private boolean usesCredentials(ScanTarget target) {
        return target.isImage() && options.registry() != null;
    }

    private Map<String, String> settings(ScanTarget target) {
        Map<String, String> settings = new HashMap<>();
        settings.put("GRYPE_CHECK_FOR_APP_UPDATE", "false");
        if (usesCredentials(target)) {
            settings.put("GRYPE_REGISTRY_AUTH_USERNAME", options.registry().username());
        }
        return settings;
    }

    private Map<String, SecretText> secrets(ScanTarget target) {
        return usesCredentials(target)
                ? Map.of("GRYPE_REGISTRY_AUTH_PASSWORD", options.registry().password())
                : Map.of();
    }

    /** A threshold out of a {@code .grype.yaml} or the machine's settings is not the policy's: the report is there, and is judged. */
    private static boolean foundTooMuch(ProgramOutput output) {
        return output.end().stream().anyMatch(line -> THRESHOLD.matcher(line).find());
    }

    private static ScannerFailedException failure(int exitCode, ProgramOutput output) {
        Optional<String> stale = said(output, STALE);
        if (stale.isPresent()) {
            return new ScannerFailedException.NoDatabase(
                    "Grype's vulnerability database is too old (%s): let it download a newer one, or import one by grype db import"
                            .formatted(stale.get()));
        }
        Optional<String> none = said(output, NO_DATABASE);
        if (none.isPresent()) {
            return new ScannerFailedException.NoDatabase(
                    ("Grype has no vulnerability database that it can use (%s): let it download one, name a mirror in"
                                    + " GRYPE_DB_UPDATE_URL, or import one by grype db import")
                            .formatted(none.get()));
        }
        return new ScannerFailedException("Grype failed with exit code %d: %s".formatted(exitCode, output.lastLine()));
    }

    private static Optional<String> said(ProgramOutput output, Pattern pattern) {
        return output.end().stream()
                .filter(line -> pattern.matcher(line.toLowerCase(Locale.ROOT)).find())
                .findFirst();
    }

    private String version(TimeLimit limit) throws ScannerFailedException, InterruptedException {
        try {
            String version = Json.readTree(program.ask(limit, "version", "--output", "json"))
                    .path("version")
                    .asText("");
            return FindingFacts.known(version);
        } catch (JsonProcessingException e) {
            throw new ScannerFailedException("Grype does not tell its version", e);
        }
    }
}
