package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.ScanParameters;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.SecurityScan;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.config.Registry;
import io.jenkins.plugins.autodeploy.jenkins.config.ScannerTool;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentBuiltInMachine;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.FilePathWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import io.jenkins.plugins.autodeploy.jenkins.security.RunCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Scans with the agent's scanners through the step's launcher, and with the built-in checks in a call to the agent. A gate that does not pass fails the step, after the report was kept.
 */
final class SecurityScanExecution extends WorkspaceStepExecution {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_REASONS = 20;

    private final String image;
    private final String dir;
    private final String scanner;
    private final ArrayList<String> checks;
    private final ArrayList<String> exclude;
    private final String failOn;
    private final Boolean ignoreUnfixed;
    private final Boolean newOnly;
    private final String baseline;
    private final String maxAge;
    private final TreeMap<String, String> thresholds;
    private final String environment;
    private final String policyFile;
    private final String acceptFile;
    private final ArrayList<String> vexFiles;
    private final String osvDatabase;
    private final boolean npmAudit;
    private final String server;
    private final String serverCredentialsId;
    private final String credentialsId;
    private final String tool;
    private final String scannerImage;
    private final String sbom;
    private final String sarif;
    private final int timeoutMinutes;

    SecurityScanExecution(SecurityScanStep step, StepContext context) {
        super(context);
        image = step.getImage();
        dir = step.getDir();
        scanner = step.getScanner();
        checks = new ArrayList<>(step.getChecks());
        exclude = new ArrayList<>(step.getExclude());
        failOn = step.getFailOn();
        ignoreUnfixed = step.getIgnoreUnfixed();
        newOnly = step.getNewOnly();
        baseline = step.getBaseline();
        maxAge = step.getMaxAge();
        thresholds = new TreeMap<>(step.getThresholds());
        environment = step.getEnvironment();
        policyFile = step.getPolicyFile();
        acceptFile = step.getAcceptFile();
        vexFiles = new ArrayList<>(step.getVexFiles());
        osvDatabase = step.getOsvDatabase();
        npmAudit = step.isNpmAudit();
        server = step.getServer();
        serverCredentialsId = step.getServerCredentialsId();
        credentialsId = step.getCredentialsId();
        tool = step.getTool();
        scannerImage = step.getScannerImage();
        sbom = step.getSbom();
        sarif = step.getSarif();
        timeoutMinutes = step.getTimeoutMinutes();
    }

    @Override
    Map<String, Object> work(BuildJournal journal) throws Exception {
        FilePath root = getContext().get(FilePath.class);
        ScanRequest request = request();
        SecurityScan scan = new SecurityScan(
                new AgentBuiltInMachine(root),
                new FilePathWorkspace(root),
                new LauncherCommandRunner(
                        getContext().get(Launcher.class), getContext().get(EnvVars.class)),
                journal,
                AutoDeployRuntime.get().clock());
        CompletedScan completed = scan.scan(request, journal.passedScans(), journal.number());
        SecurityScanAction kept = journal.scanned(completed);
        if (!completed.report().passed()) {
            throw new AbortException(failure(completed.report()));
        }
        return StepResults.of(completed.report(), RunPages.url(getContext().get(Run.class), kept.getUrlName()));
    }

    /** Everything is looked up and checked here, before anything runs. */
    private ScanRequest request() throws InvalidInputException, IOException, InterruptedException {
        return new ScanRequest(
                new ScanTarget(image, dir),
                scanner,
                ScanParameters.checks("checks", checks),
                exclude,
                options(),
                new PolicyRequest(
                        environment,
                        policyFile,
                        ScanParameters.failOn("failOn", failOn),
                        ignoreUnfixed,
                        newOnly,
                        maxAge,
                        ScanParameters.thresholds("thresholds", thresholds),
                        baseline,
                        acceptFile,
                        vexFiles),
                sbom,
                sarif,
                Duration.ofMinutes(StepLimits.minutes(timeoutMinutes)));
    }

    private ScannerOptions options() throws InvalidInputException, IOException, InterruptedException {
        RunCredentials credentials = new RunCredentials(getContext().get(Run.class));
        return new ScannerOptions(
                toolDirectory(),
                scannerImage,
                server,
                serverCredentialsId == null ? null : credentials.text("serverCredentialsId", serverCredentialsId),
                registry(credentials),
                osvDatabase,
                npmAudit);
    }

    @CheckForNull
    private String toolDirectory() throws InvalidInputException, IOException, InterruptedException {
        if (tool == null) {
            return null;
        }
        Node node = getContext().get(Node.class);
        if (node == null) {
            throw new InvalidInputException("tool", tool, "no tool here, since the step runs on no node of Jenkins");
        }
        return ScannerTool.home(
                tool, node, getContext().get(EnvVars.class), getContext().get(TaskListener.class));
    }

    /** Those of the step, else those of the configured registry that the image is in. */
    @CheckForNull
    private RegistryCredentials registry(RunCredentials credentials) throws InvalidInputException {
        if (image == null) {
            return null;
        }
        String id = credentialsId != null
                ? credentialsId
                : AutoDeployConfiguration.get()
                        .registryOf(image)
                        .map(Registry::getCredentialsId)
                        .orElse(null);
        return id == null ? null : credentials.registry("credentialsId", id);
    }

    static String failure(ScanReport report) {
        String reasons = report.reasons().stream()
                .limit(SHOWN_REASONS)
                .map(reason -> "\n  " + reason)
                .collect(Collectors.joining());
        int more = report.reasons().size() - SHOWN_REASONS;
        return "The security scan of %s failed:%s%s"
                .formatted(report.target(), reasons, more > 0 ? "\n  and %d more".formatted(more) : "");
    }
}
