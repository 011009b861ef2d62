package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.ScanParameters;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What scans, and what it looks for. */
final class ScanOptions {
    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto, or any of trivy, grype and built-in joined by commas (default: ${DEFAULT-VALUE}).")
    private String scanner;

    @Option(
            names = "--check",
            paramLabel = "KIND",
            split = ",",
            description = "What to look for: vulnerability, secret, misconfiguration (default: all).")
    private List<String> checks = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Files that are not looked at, relative to DIR; may be given several times.")
    private List<String> exclude = List.of();

    @Option(
            names = "--osv-database",
            paramLabel = "DIR",
            description = "OSV's exports, by which the built-in scanner knows vulnerabilities.")
    private String osvDatabase;

    @Option(
            names = "--npm-audit",
            description =
                    "Let the built-in scanner ask the npm registry's audit endpoint, which is told names and versions.")
    private boolean npmAudit;

    @Option(names = "--server", paramLabel = "URL", description = "A Trivy server that keeps the database.")
    private String server;

    @Option(names = "--server-token-file", paramLabel = "FILE", description = "File with the token that it wants.")
    private Path serverTokenFile;

    @Option(
            names = "--tool-dir",
            paramLabel = "DIR",
            description = "Where the scanners' programs are (default: on the PATH).")
    private Path toolDirectory;

    @Option(
            names = "--scanner-image",
            paramLabel = "IMAGE",
            description = "Have docker run this image instead of a scanner's program.")
    private String scannerImage;

    String scanner() {
        return scanner;
    }

    Set<FindingKind> checks() throws InvalidInputException {
        return ScanParameters.checks("--check", checks);
    }

    List<String> exclude() {
        return exclude;
    }

    /** @param registry credentials for the image to scan; null for none */
    ScannerOptions scannerOptions(@CheckForNull RegistryCredentials registry) throws InvalidInputException {
        return new ScannerOptions(
                toolDirectory == null ? null : toolDirectory.toAbsolutePath().toString(),
                scannerImage,
                server,
                serverTokenFile == null
                        ? null
                        : new SecretText(TextFile.read("--server-token-file", serverTokenFile)
                                .strip()),
                registry,
                osvDatabase,
                npmAudit);
    }
}
