package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.BuildStage;
import io.jenkins.plugins.autodeploy.cli.run.Description;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "build", description = "Builds an image of a project and pushes it.")
final class BuildCommand extends RecordedCommand {
    @Mixin
    private BuildOptions options;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long it may take (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    BuildCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException {
        BuildStage stage = new BuildStage(run, host().runner());
        BuiltImage image = stage.build(options.request(run, stage, Duration.ofMinutes(timeoutMinutes)));
        return new Outcome(image, Description.of(image), ExitCode.DONE);
    }
}
