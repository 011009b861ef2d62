package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.SecurityScan;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentBuiltInMachine;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.FilePathWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Scans with the agent's Trivy through the step's launcher, or with the built-in checks in a call to the agent. A gate that does not pass fails the step, after the report was kept. */
final class SecurityScanExecution extends WorkspaceStepExecution {
    private static final long serialVersionUID = 1L;

    private final String image;
    private final String dir;
    private final String scanner;
    private final String failOn;
    private final boolean ignoreUnfixed;
    private final String acceptFile;
    private final int timeoutMinutes;

    SecurityScanExecution(SecurityScanStep step, StepContext context) {
        super(context);
        image = step.getImage();
        dir = step.getDir();
        scanner = step.getScanner();
        failOn = step.getFailOn();
        ignoreUnfixed = step.isIgnoreUnfixed();
        acceptFile = step.getAcceptFile();
        timeoutMinutes = step.getTimeoutMinutes();
    }

    @Override
    Map<String, Object> work(BuildJournal journal) throws Exception {
        ScanRequest request = new ScanRequest(
                new ScanTarget(image, dir),
                scanner,
                EnumSet.allOf(FindingKind.class),
                List.of(),
                ScannerOptions.NONE,
                new PolicyRequest(
                        null,
                        PolicyRequest.DEFAULT_POLICY_FILE,
                        failOn,
                        ignoreUnfixed,
                        null,
                        null,
                        null,
                        null,
                        acceptFile,
                        List.of()),
                null,
                null,
                Duration.ofMinutes(StepLimits.minutes(timeoutMinutes)));
        FilePath root = getContext().get(FilePath.class);
        ScanReport report = new SecurityScan(
                        new AgentBuiltInMachine(root),
                        new FilePathWorkspace(root),
                        new LauncherCommandRunner(
                                getContext().get(Launcher.class), getContext().get(EnvVars.class)),
                        journal,
                        AutoDeployRuntime.get().clock())
                .scan(request, journal.passedScans(), journal.number())
                .report();
        journal.scanned(report);
        if (!report.passed()) {
            throw new AbortException("The security scan of %s failed: %s"
                    .formatted(report.target(), String.join("; ", report.reasons())));
        }
        return StepResults.of(report);
    }
}
