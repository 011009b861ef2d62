package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.Serializable;

/** Which cluster a step means, by names alone: kept with the step's execution and with the deployment's action, and looked up anew each time it is used. */
public final class ClusterChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String credentialsId;
    private final String dockerHost;

    public ClusterChoice(
            @CheckForNull String cluster, @CheckForNull String credentialsId, @CheckForNull String dockerHost) {
        this.cluster = cluster;
        this.credentialsId = credentialsId;
        this.dockerHost = dockerHost;
    }

    /**
     * An engine for one deployment.
     *
     * @param run whose credentials are used
     * @throws InvalidInputException when there is no such cluster or its credentials cannot be used
     */
    public DeploymentEngine engine(Run<?, ?> run) throws InvalidInputException {
        return cluster().engine(run, overridingCredentialsId());
    }

    /**
     * An engine for one deployment by a step.
     *
     * @param programs runs programs on the step's agent
     * @throws InvalidInputException when there is no such cluster or its credentials cannot be used
     */
    public DeploymentEngine engine(Run<?, ?> run, CredentialPrograms programs) throws InvalidInputException {
        return cluster().engine(run, overridingCredentialsId(), programs);
    }

    private Cluster cluster() throws InvalidInputException {
        return AutoDeployConfiguration.get().cluster(cluster, credentialsId, dockerHost);
    }

    /** Without cluster and host the credentials are what names the cluster. */
    @CheckForNull
    private String overridingCredentialsId() {
        return cluster == null && dockerHost == null ? null : credentialsId;
    }
}
