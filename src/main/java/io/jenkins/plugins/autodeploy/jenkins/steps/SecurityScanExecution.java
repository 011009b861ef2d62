package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.SecurityScan;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentTreeScanner;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.FilePathWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Scans with the agent's Trivy through the step's launcher, or with the built-in checks in a call to the agent. A gate that does not pass fails the step, after the report was kept. */
final class SecurityScanExecution extends WorkspaceStepExecution {
    private static final long serialVersionUID = 1L;
    private static final String NEVER = "NONE";

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
                image,
                dir,
                scanner,
                severity(),
                ignoreUnfixed,
                acceptFile,
                Duration.ofMinutes(StepLimits.minutes(timeoutMinutes)));
        FilePath root = getContext().get(FilePath.class);
        ScanReport report = new SecurityScan(new AgentTreeScanner(root))
                .scan(
                        request,
                        new FilePathWorkspace(root),
                        new LauncherCommandRunner(
                                getContext().get(Launcher.class), getContext().get(EnvVars.class)),
                        journal,
                        AutoDeployRuntime.get().clock());
        journal.scanned(report);
        if (!report.passed()) {
            throw new AbortException("The security scan of %s failed: %s"
                    .formatted(report.target(), String.join("; ", report.reasons())));
        }
        return StepResults.of(report);
    }

    private Severity severity() throws InvalidInputException {
        String name = failOn.toUpperCase(Locale.ROOT);
        if (name.equals(NEVER)) {
            return null;
        }
        List<String> names =
                Arrays.stream(Severity.values()).map(Severity::name).toList();
        if (!names.contains(name)) {
            throw new InvalidInputException("failOn", failOn, "one of " + names + " or " + NEVER);
        }
        return Severity.valueOf(name);
    }
}
