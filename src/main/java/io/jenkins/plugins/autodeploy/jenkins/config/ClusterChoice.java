package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
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
        String overriding = cluster == null && dockerHost == null ? null : credentialsId;
        return AutoDeployConfiguration.get()
                .cluster(cluster, credentialsId, dockerHost)
                .engine(run, overriding);
    }
}
