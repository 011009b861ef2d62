package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ApprovalAnswers;
import io.jenkins.plugins.autodeploy.cli.run.DeploymentStage;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "deploy", description = "Deploys an image, and goes back to what ran before if it does not work.")
final class DeployCommand extends RecordedCommand {
    @Option(names = "--image", paramLabel = "REFERENCE", required = true, description = "What to deploy.")
    private String image;

    @Mixin
    private TargetOptions target;

    @Mixin
    private NotifyOptions notify;

    @Mixin
    private DeployOptions options;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long until it must work (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    DeployCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException {
        ApprovalAnswers answers = options.answers(host());
        List<Recipient> recipients = notify.recipients(System.getenv());
        DeployRequest request = options.request(run, target, image, null, null, Duration.ofMinutes(timeoutMinutes));
        return Outcome.of(
                new DeploymentStage(run, target, recipients).deploy(request, answers, options.freezes()),
                request.dryRun());
    }
}
