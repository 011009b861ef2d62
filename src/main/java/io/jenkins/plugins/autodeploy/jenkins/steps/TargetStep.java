package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** The parameters that {@code deployToCluster} and {@code rollbackDeployment} share: where to, how to know that it works, and who is told. */
public abstract class TargetStep extends Step {
    private String environment = "dev";
    private @CheckForNull String cluster;
    private @CheckForNull String credentialsId;
    private @CheckForNull String dockerHost;
    private String namespace = "default";
    private @CheckForNull String workload;
    private @CheckForNull String healthCheck;
    private int timeoutMinutes = 5;
    private boolean dryRun;
    private List<String> notify = new ArrayList<>();

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Objects.requireNonNullElse(Util.fixEmptyAndTrim(environment), "dev");
    }

    public @CheckForNull String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public @CheckForNull String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public @CheckForNull String getDockerHost() {
        return dockerHost;
    }

    @DataBoundSetter
    public void setDockerHost(@CheckForNull String dockerHost) {
        this.dockerHost = Util.fixEmptyAndTrim(dockerHost);
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Objects.requireNonNullElse(Util.fixEmptyAndTrim(namespace), "default");
    }

    public @CheckForNull String getWorkload() {
        return workload;
    }

    @DataBoundSetter
    public void setWorkload(@CheckForNull String workload) {
        this.workload = Util.fixEmptyAndTrim(workload);
    }

    public @CheckForNull String getHealthCheck() {
        return healthCheck;
    }

    @DataBoundSetter
    public void setHealthCheck(@CheckForNull String healthCheck) {
        this.healthCheck = Util.fixEmptyAndTrim(healthCheck);
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** Names of the channels that are told; empty for those that administrators chose for the environment. */
    public List<String> getNotify() {
        return notify;
    }

    @DataBoundSetter
    public void setNotify(List<String> notify) {
        this.notify = FormStepDescriptor.textList(notify);
    }
}
