package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Description;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.cli.run.ScanStage;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "scan", description = "Looks for known vulnerabilities, secrets and faults in a project or an image.")
final class ScanCommand extends RecordedCommand {
    @Option(names = "--image", paramLabel = "REFERENCE", description = "What to scan (default: DIR).")
    private String image;

    @Mixin
    private ScanOptions options;

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
        ScanReport report =
                new ScanStage(run, host().runner()).scan(options.request(image, Duration.ofMinutes(timeoutMinutes)));
        return new Outcome(report, Description.of(report), ExitCode.of(report));
    }
}
