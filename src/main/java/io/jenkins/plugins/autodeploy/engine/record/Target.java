package io.jenkins.plugins.autodeploy.engine.record;

/**
 * Where a deployment goes. Two deployments with equal targets never run at the same time.
 *
 * @param kind {@code kubernetes} or {@code docker}
 * @param cluster the API server's URL, or the Docker host's
 * @param namespace the Kubernetes namespace; empty for a Docker host
 * @param workload the workload's name
 */
public record Target(String kind, String cluster, String namespace, String workload) {
    public static final String KUBERNETES = "kubernetes";
    public static final String DOCKER = "docker";
}
