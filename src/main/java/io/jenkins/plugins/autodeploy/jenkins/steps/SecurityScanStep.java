package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** Scans an image or the workspace and fails the build where the policy is not met. */
public final class SecurityScanStep extends Step {
    private static final String DEFAULT_ACCEPT_FILE = ".autodeploy/accepted.yaml";

    private @CheckForNull String image;
    private String dir = ".";
    private String scanner = "auto";
    private String failOn = "CRITICAL";
    private boolean ignoreUnfixed;
    private String acceptFile = DEFAULT_ACCEPT_FILE;
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
        this.scanner = Objects.requireNonNullElse(Util.fixEmptyAndTrim(scanner), "auto");
    }

    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(String failOn) {
        this.failOn = Objects.requireNonNullElse(Util.fixEmptyAndTrim(failOn), "CRITICAL");
    }

    public boolean isIgnoreUnfixed() {
        return ignoreUnfixed;
    }

    @DataBoundSetter
    public void setIgnoreUnfixed(boolean ignoreUnfixed) {
        this.ignoreUnfixed = ignoreUnfixed;
    }

    public String getAcceptFile() {
        return acceptFile;
    }

    @DataBoundSetter
    public void setAcceptFile(String acceptFile) {
        this.acceptFile = Objects.requireNonNullElse(Util.fixEmptyAndTrim(acceptFile), DEFAULT_ACCEPT_FILE);
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
        public ListBoxModel doFillScannerItems() {
            return choices("auto", "trivy", "built-in");
        }

        @POST
        public ListBoxModel doFillFailOnItems() {
            return choices("CRITICAL", "HIGH", "MEDIUM", "LOW", "NONE");
        }
    }
}
