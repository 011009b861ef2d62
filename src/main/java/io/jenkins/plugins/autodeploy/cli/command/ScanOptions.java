package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Option;

/** What scans, and what its gate lets through. */
final class ScanOptions {
    private static final String WHOLE_DIRECTORY = ".";

    /** {@link Severity} and the wish that nothing fails the gate. */
    enum Threshold {
        LOW(Severity.LOW),
        MEDIUM(Severity.MEDIUM),
        HIGH(Severity.HIGH),
        CRITICAL(Severity.CRITICAL),
        NONE(null);

        @CheckForNull
        private final Severity severity;

        Threshold(@CheckForNull Severity severity) {
            this.severity = severity;
        }
    }

    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto, trivy or built-in (default: ${DEFAULT-VALUE}).")
    private String scanner;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "CRITICAL",
            description =
                    "The lowest severity that fails the gate: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Threshold failOn;

    @Option(names = "--ignore-unfixed", description = "Let packages pass that have no fixed version yet.")
    private boolean ignoreUnfixed;

    @Option(
            names = "--accept-file",
            paramLabel = "FILE",
            defaultValue = ".autodeploy/accepted.yaml",
            description = "Accepted findings, relative to DIR (default: ${DEFAULT-VALUE}).")
    private String acceptFile;

    /** @param image null to scan the project's directory */
    ScanRequest request(@CheckForNull String image, Duration timeout) {
        return new ScanRequest(
                new ScanTarget(image, WHOLE_DIRECTORY),
                scanner,
                EnumSet.allOf(FindingKind.class),
                List.of(),
                ScannerOptions.NONE,
                new PolicyRequest(
                        null,
                        PolicyRequest.DEFAULT_POLICY_FILE,
                        failOn.name(),
                        ignoreUnfixed,
                        null,
                        null,
                        null,
                        null,
                        acceptFile,
                        List.of()),
                null,
                null,
                timeout);
    }
}
