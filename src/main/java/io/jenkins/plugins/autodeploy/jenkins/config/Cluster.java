package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;

/** Somewhere to deploy to, configured by an administrator and named by the pipelines that use it. */
public abstract class Cluster extends AbstractDescribableImpl<Cluster> {
    private final String name;

    protected Cluster(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public final String getName() {
        return name;
    }

    /** What the engines of all clusters share. */
    static RunContext shared() {
        return AutoDeployRuntime.get()
                .deployments(() -> AutoDeployConfiguration.get().freezes());
    }

    /**
     * Makes an engine for one deployment. Looks the credentials up, but does not connect.
     *
     * @param run whose credentials are used
     * @param credentialsId to be used instead of the cluster's own; null for those
     * @throws InvalidInputException when the credentials cannot be used
     */
    public abstract DeploymentEngine engine(Run<?, ?> run, @CheckForNull String credentialsId)
            throws InvalidInputException;

    /**
     * Makes an engine for a step that may have an agent. Most kinds of clusters have no use for one.
     *
     * @param programs runs programs on the step's agent
     * @throws InvalidInputException when the credentials cannot be used
     */
    public DeploymentEngine engine(Run<?, ?> run, @CheckForNull String credentialsId, CredentialPrograms programs)
            throws InvalidInputException {
        return engine(run, credentialsId);
    }
}
