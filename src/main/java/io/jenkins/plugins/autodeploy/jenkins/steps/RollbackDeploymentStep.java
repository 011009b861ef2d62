package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Takes a workload back to an earlier version and watches it until that works. */
public final class RollbackDeploymentStep extends RolloutStep {
    private @CheckForNull String to;
    private String reason = "";

    @DataBoundConstructor
    public RollbackDeploymentStep() {}

    public @CheckForNull String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return RollbackDeploymentExecution.of(this, context);
    }

    /** Describes the step to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends RolloutStepDescriptor {
        @Override
        public String getFunctionName() {
            return "rollbackDeployment";
        }

        @Override
        public String getDisplayName() {
            return Messages.RollbackDeploymentStep_displayName();
        }
    }
}
