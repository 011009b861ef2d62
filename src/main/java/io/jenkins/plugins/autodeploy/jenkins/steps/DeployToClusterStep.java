package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Brings an image to a cluster or Docker host and watches it until it works or is taken back. */
public final class DeployToClusterStep extends RolloutStep {
    private final String image;
    private @CheckForNull String manifests;
    private @CheckForNull Integer replicas;
    private @CheckForNull Integer port;
    private @CheckForNull Integer publicPort;
    private Map<String, String> env = new TreeMap<>();
    private Map<String, String> variables = new TreeMap<>();
    private boolean rollbackOnFailure = true;
    private @CheckForNull ApprovalParameter approval;
    private boolean allowOutdated;
    private @CheckForNull String overrideFreeze;

    @DataBoundConstructor
    public DeployToClusterStep(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public String getImage() {
        return image;
    }

    public @CheckForNull String getManifests() {
        return manifests;
    }

    @DataBoundSetter
    public void setManifests(@CheckForNull String manifests) {
        this.manifests = Util.fixEmptyAndTrim(manifests);
    }

    public @CheckForNull Integer getReplicas() {
        return replicas;
    }

    @DataBoundSetter
    public void setReplicas(@CheckForNull Integer replicas) {
        this.replicas = replicas;
    }

    public @CheckForNull Integer getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(@CheckForNull Integer port) {
        this.port = port;
    }

    public @CheckForNull Integer getPublicPort() {
        return publicPort;
    }

    @DataBoundSetter
    public void setPublicPort(@CheckForNull Integer publicPort) {
        this.publicPort = publicPort;
    }

    public Map<String, String> getEnv() {
        return env;
    }

    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = FormStepDescriptor.textMap(env);
    }

    public Map<String, String> getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(Map<String, String> variables) {
        this.variables = FormStepDescriptor.textMap(variables);
    }

    public boolean isRollbackOnFailure() {
        return rollbackOnFailure;
    }

    @DataBoundSetter
    public void setRollbackOnFailure(boolean rollbackOnFailure) {
        this.rollbackOnFailure = rollbackOnFailure;
    }

    public @CheckForNull ApprovalParameter getApproval() {
        return approval;
    }

    @DataBoundSetter
    public void setApproval(@CheckForNull ApprovalParameter approval) {
        this.approval = approval;
    }

    public boolean isAllowOutdated() {
        return allowOutdated;
    }

    @DataBoundSetter
    public void setAllowOutdated(boolean allowOutdated) {
        this.allowOutdated = allowOutdated;
    }

    public @CheckForNull String getOverrideFreeze() {
        return overrideFreeze;
    }

    @DataBoundSetter
    public void setOverrideFreeze(@CheckForNull String overrideFreeze) {
        this.overrideFreeze = Util.fixEmptyAndTrim(overrideFreeze);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return DeployToClusterExecution.of(this, context);
    }

    /** Describes the step to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends RolloutStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployToCluster";
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployToClusterStep_displayName();
        }
    }
}
