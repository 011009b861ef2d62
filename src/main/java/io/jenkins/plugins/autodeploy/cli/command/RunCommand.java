package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.run.ApprovalAnswers;
import io.jenkins.plugins.autodeploy.cli.run.BuildStage;
import io.jenkins.plugins.autodeploy.cli.run.DeploymentStage;
import io.jenkins.plugins.autodeploy.cli.run.DetectStage;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.cli.run.ScanDescription;
import io.jenkins.plugins.autodeploy.cli.run.ScanStage;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Detects, builds, scans and deploys a project in one go.")
final class RunCommand extends RecordedCommand {
    private static final String WHOLE_DIRECTORY = ".";
    private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(60);
    private static final Duration SCAN_TIMEOUT = Duration.ofMinutes(20);

    @Mixin
    private BuildOptions build;

    @Mixin
    private ScanOptions scan;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private TargetOptions target;

    @Mixin
    private NotifyOptions notify;

    @Mixin
    private DeployOptions deploy;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long until the deployment must work (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    RunCommand(Host host) {
        super(host);
    }

    /**
     * The records of the stages.
     *
     * @param deployment null when the gate failed
     */
    record Result(
            DetectedProject project,
            BuiltImage image,
            ScanReport scan,
            @CheckForNull Deployment deployment) {}

    @Override
    Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException {
        ApprovalAnswers answers = deploy.answers(host());
        List<Recipient> recipients = notify.recipients(System.getenv());
        FreezeSource freezes = deploy.freezes();
        DetectedProject project = new DetectStage(run).detect();
        CommandRunner docker = target.buildRunner(host().runner());
        BuildStage building = new BuildStage(run, docker);
        BuiltImage image = building.build(build.request(run, building, BUILD_TIMEOUT));
        ScanReport report = new ScanStage(run, docker).scan(scanRequest(image));
        if (!report.passed()) {
            return new Outcome(
                    new Result(project, image, report, null), ScanDescription.of(report), ExitCode.GATE_FAILED);
        }
        DeployRequest request = deploy.request(
                run,
                target,
                image.reference(),
                project.main().port(),
                image.commit(),
                Duration.ofMinutes(timeoutMinutes));
        Deployment deployment = new DeploymentStage(run, target, recipients).deploy(request, answers, freezes);
        Outcome deployed = Outcome.of(deployment, request.dryRun());
        return new Outcome(new Result(project, image, report, deployment), deployed.words(), deployed.exit());
    }

    /** What is deployed is judged by the part of the policy for where it goes. */
    private ScanRequest scanRequest(BuiltImage image) throws InvalidInputException {
        return new ScanRequest(
                new ScanTarget(scannable(image), WHOLE_DIRECTORY),
                scan.scanner(),
                scan.checks(),
                scan.exclude(),
                scan.scannerOptions(build.credentials()),
                policy.request(deploy.environment(), null),
                null,
                null,
                SCAN_TIMEOUT);
    }

    /** What others than docker built is not in its daemon, where every scanner can look into it: then its source is scanned. */
    @CheckForNull
    private static String scannable(BuiltImage image) {
        return image.builder().equals("docker") ? image.reference() : null;
    }
}
