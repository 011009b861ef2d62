package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.cli.run.ScanDescription;
import io.jenkins.plugins.autodeploy.cli.run.ScanStage;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "scan", description = "Looks for known vulnerabilities, secrets and faults in a project or an image.")
final class ScanCommand extends RecordedCommand {
    private static final String WHOLE_DIRECTORY = ".";

    @Option(names = "--image", paramLabel = "REFERENCE", description = "What to scan (default: DIR).")
    private String image;

    @Mixin
    private ScanOptions scan;

    @Mixin
    private PolicyOptions policy;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Whose part of the policy file counts (default: the part for all).")
    private String environment;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "A report to compare with, relative to DIR (default: the last scan that passed).")
    private String baseline;

    @ArgGroup(exclusive = false)
    private RegistryLogin login;

    @Option(names = "--sbom", paramLabel = "FILE", description = "Write the CycloneDX document there too, within DIR.")
    private String sbom;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write the SARIF document there too, within DIR.")
    private String sarif;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long it may take (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    ScanCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform(RecordedRun run) throws InvalidInputException, InterruptedException {
        ScanReport report = new ScanStage(run, host().runner()).scan(request());
        return new Outcome(report, ScanDescription.of(report), ExitCode.of(report));
    }

    private ScanRequest request() throws InvalidInputException {
        return new ScanRequest(
                new ScanTarget(image, WHOLE_DIRECTORY),
                scan.scanner(),
                scan.checks(),
                scan.exclude(),
                scan.scannerOptions(login == null ? null : login.credentials()),
                policy.request(environment, baseline),
                sbom,
                sarif,
                Duration.ofMinutes(timeoutMinutes));
    }
}
