package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.jenkins.config.ScannerTool;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Scans an image or the workspace and fails the build where the policy is not met. */
public final class SecurityScanStep extends Step {
    private static final String AUTO = "auto";

    private @CheckForNull String image;
    private String dir = ".";
    private String scanner = AUTO;
    private List<String> checks = new ArrayList<>();
    private List<String> exclude = new ArrayList<>();
    private @CheckForNull String failOn;
    private @CheckForNull Boolean ignoreUnfixed;
    private @CheckForNull Boolean newOnly;
    private @CheckForNull String baseline;
    private @CheckForNull String maxAge;
    private Map<String, String> thresholds = new TreeMap<>();
    private @CheckForNull String environment;
    private String policyFile = PolicyRequest.DEFAULT_POLICY_FILE;
    private String acceptFile = PolicyRequest.DEFAULT_ACCEPT_FILE;
    private List<String> vexFiles = new ArrayList<>();
    private @CheckForNull String osvDatabase;
    private boolean npmAudit;
    private @CheckForNull String server;
    private @CheckForNull String serverCredentialsId;
    private @CheckForNull String credentialsId;
    private @CheckForNull String tool;
    private @CheckForNull String scannerImage;
    private @CheckForNull String sbom;
    private @CheckForNull String sarif;
    private int timeoutMinutes = 20;

    @DataBoundConstructor
    public SecurityScanStep() {}

    public @CheckForNull String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@CheckForNull String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public String getDir() {
        return dir;
    }

    @DataBoundSetter
    public void setDir(String dir) {
        this.dir = Objects.requireNonNullElse(Util.fixEmptyAndTrim(dir), ".");
    }

    public String getScanner() {
        return scanner;
    }

    @DataBoundSetter
    public void setScanner(String scanner) {
        this.scanner = Objects.requireNonNullElse(Util.fixEmptyAndTrim(scanner), AUTO);
    }

    /** What to look for; empty for everything. */
    public List<String> getChecks() {
        return checks;
    }

    @DataBoundSetter
    public void setChecks(List<String> checks) {
        this.checks = FormStepDescriptor.textList(checks);
    }

    public List<String> getExclude() {
        return exclude;
    }

    @DataBoundSetter
    public void setExclude(List<String> exclude) {
        this.exclude = FormStepDescriptor.textList(exclude);
    }

    /** Null where the policy file decides. */
    public @CheckForNull String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(@CheckForNull String failOn) {
        this.failOn = Util.fixEmptyAndTrim(failOn);
    }

    /** Null where the policy file decides. */
    public @CheckForNull Boolean getIgnoreUnfixed() {
        return ignoreUnfixed;
    }

    @DataBoundSetter
    public void setIgnoreUnfixed(@CheckForNull Boolean ignoreUnfixed) {
        this.ignoreUnfixed = ignoreUnfixed;
    }

    /** Null where the policy file decides. */
    public @CheckForNull Boolean getNewOnly() {
        return newOnly;
    }

    @DataBoundSetter
    public void setNewOnly(@CheckForNull Boolean newOnly) {
        this.newOnly = newOnly;
    }

    public @CheckForNull String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(@CheckForNull String baseline) {
        this.baseline = Util.fixEmptyAndTrim(baseline);
    }

    public @CheckForNull String getMaxAge() {
        return maxAge;
    }

    @DataBoundSetter
    public void setMaxAge(@CheckForNull String maxAge) {
        this.maxAge = Util.fixEmptyAndTrim(maxAge);
    }

    /** Numbers, as text, by the severity's name. */
    public Map<String, String> getThresholds() {
        return thresholds;
    }

    @DataBoundSetter
    public void setThresholds(Map<String, String> thresholds) {
        this.thresholds = FormStepDescriptor.textMap(thresholds);
    }

    public @CheckForNull String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(@CheckForNull String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public String getPolicyFile() {
        return policyFile;
    }

    @DataBoundSetter
    public void setPolicyFile(String policyFile) {
        this.policyFile =
                Objects.requireNonNullElse(Util.fixEmptyAndTrim(policyFile), PolicyRequest.DEFAULT_POLICY_FILE);
    }

    public String getAcceptFile() {
        return acceptFile;
    }

    @DataBoundSetter
    public void setAcceptFile(String acceptFile) {
        this.acceptFile =
                Objects.requireNonNullElse(Util.fixEmptyAndTrim(acceptFile), PolicyRequest.DEFAULT_ACCEPT_FILE);
    }

    public List<String> getVexFiles() {
        return vexFiles;
    }

    @DataBoundSetter
    public void setVexFiles(List<String> vexFiles) {
        this.vexFiles = FormStepDescriptor.textList(vexFiles);
    }

    public @CheckForNull String getOsvDatabase() {
        return osvDatabase;
    }

    @DataBoundSetter
    public void setOsvDatabase(@CheckForNull String osvDatabase) {
        this.osvDatabase = Util.fixEmptyAndTrim(osvDatabase);
    }

    public boolean isNpmAudit() {
        return npmAudit;
    }

    @DataBoundSetter
    public void setNpmAudit(boolean npmAudit) {
        this.npmAudit = npmAudit;
    }

    public @CheckForNull String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(@CheckForNull String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    public @CheckForNull String getServerCredentialsId() {
        return serverCredentialsId;
    }

    @DataBoundSetter
    public void setServerCredentialsId(@CheckForNull String serverCredentialsId) {
        this.serverCredentialsId = Util.fixEmptyAndTrim(serverCredentialsId);
    }

    public @CheckForNull String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public @CheckForNull String getTool() {
        return tool;
    }

    @DataBoundSetter
    public void setTool(@CheckForNull String tool) {
        this.tool = Util.fixEmptyAndTrim(tool);
    }

    public @CheckForNull String getScannerImage() {
        return scannerImage;
    }

    @DataBoundSetter
    public void setScannerImage(@CheckForNull String scannerImage) {
        this.scannerImage = Util.fixEmptyAndTrim(scannerImage);
    }

    public @CheckForNull String getSbom() {
        return sbom;
    }

    @DataBoundSetter
    public void setSbom(@CheckForNull String sbom) {
        this.sbom = Util.fixEmptyAndTrim(sbom);
    }

    public @CheckForNull String getSarif() {
        return sarif;
    }

    @DataBoundSetter
    public void setSarif(@CheckForNull String sarif) {
        this.sarif = Util.fixEmptyAndTrim(sarif);
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new SecurityScanExecution(this, context);
    }

    /** Describes the step to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "securityScan";
        }

        @Override
        public String getDisplayName() {
            return Messages.SecurityScanStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return WITH_PROCESSES;
        }

        @POST
        public ListBoxModel doFillFailOnItems() {
            return choices("", "CRITICAL", "HIGH", "MEDIUM", "LOW", "NEGLIGIBLE", "UNKNOWN", "NONE");
        }

        @POST
        public ListBoxModel doFillIgnoreUnfixedItems() {
            return choices("", "true", "false");
        }

        @POST
        public ListBoxModel doFillNewOnlyItems() {
            return choices("", "true", "false");
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsChoices.forRegistry(item, credentialsId);
        }

        @POST
        public ListBoxModel doFillServerCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String serverCredentialsId) {
            return CredentialsChoices.forToken(item, serverCredentialsId);
        }

        /** The names of tools tell something of the system: they are for those who may see the job's configuration. */
        @POST
        public ListBoxModel doFillToolItems(@AncestorInPath Item item) {
            ListBoxModel choices = choices("");
            if (CredentialsChoices.areFor(item)) {
                for (ScannerTool tool : ExtensionList.lookupSingleton(ScannerTool.DescriptorImpl.class)
                        .getInstallations()) {
                    choices.add(tool.getName());
                }
            }
            return choices;
        }
    }
}
