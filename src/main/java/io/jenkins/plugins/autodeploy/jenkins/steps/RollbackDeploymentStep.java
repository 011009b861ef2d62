package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

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
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "rollbackDeployment";
        }

        @Override
        public String getDisplayName() {
            return Messages.RollbackDeploymentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ON_CONTROLLER;
        }

        @POST
        public ListBoxModel doFillClusterItems(@AncestorInPath Item item) {
            return clusterChoices(item);
        }

        @POST
        public ListBoxModel doFillStrategyItems() {
            return choices(RolloutPlan.ROLLING, RolloutPlan.RECREATE, RolloutPlan.CANARY, RolloutPlan.BLUE_GREEN);
        }

        @POST
        public ListBoxModel doFillTrafficItems() {
            return choices(RolloutPlan.AUTO, "replicas", "ingress", "httpRoute", "istio");
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsChoices.forCluster(item, credentialsId);
        }
    }
}
