package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.DeploymentStage;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rollback", description = "Takes a workload back to what ran before.")
final class RollbackCommand extends RecordedCommand {
    @Mixin
    private TargetOptions target;

    @Mixin
    private NotifyOptions notify;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "dev",
            description = "What the history calls the target (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Option(names = "--workload", paramLabel = "NAME", description = "Default: the job's name, in lower case.")
    private String workload;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            description = "A revision's number or a deployment's id (default: the last good one before).")
    private String to;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the history.")
    private String reason;

    @Option(names = "--health-check", paramLabel = "PATH", description = "HTTP path that must answer 2xx or 3xx.")
    private String healthCheck;

    @Mixin
    private StrategyOptions strategy;

    @Option(
            names = "--analysis",
            paramLabel = "FILE",
            description = "A YAML file with what to measure for some time after the rollback (default: nothing).")
    private Path analysis;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long until it must work (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    RollbackCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException {
        List<Recipient> recipients = notify.recipients(System.getenv());
        RollbackRequest request = RollbackRequest.of(
                        DeploymentStage.newId(run), environment, workload == null ? run.plainName() : workload)
                .namespace(target.namespace())
                .to(to)
                .reason(reason)
                .plan(plan())
                .healthCheck(new HealthCheck(healthCheck, DeployOptions.HEALTH_CHECK_INTERVAL))
                .timeout(Duration.ofMinutes(timeoutMinutes))
                .dryRun(dryRun)
                .trigger(run.trigger())
                .build();
        return Outcome.of(new DeploymentStage(run, target, recipients).rollback(request), dryRun);
    }

    private RolloutPlan plan() throws InvalidInputException {
        return strategy.plan()
                .with(analysis == null ? null : AnalysisReader.parse(TextFile.read("--analysis", analysis)));
    }
}
