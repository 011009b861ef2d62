package io.jenkins.plugins.autodeploy.engine.deploy.docker;

/** The labels by which the host itself remembers what runs on it. They never change while a container lives. */
final class Labels {
    static final String WORKLOAD = "autodeploy.workload";
    static final String DEPLOYMENT_ID = "autodeploy.deployment-id";
    static final String REVISION = "autodeploy.revision";
    static final String ENVIRONMENT = "autodeploy.environment";

    /** The image reference as it was asked for; the container itself runs the image's id, which no tag can move. */
    static final String IMAGE = "autodeploy.image";

    static final String CONTAINER_PORT = "autodeploy.container-port";

    /** The host's loopback port at which the proxy finds the container. */
    static final String PORT = "autodeploy.port";

    /** The port at which users find the workload. */
    static final String PUBLIC_PORT = "autodeploy.public-port";

    /** The HTTP path by which it was found healthy, so that a rollback asks the same; absent without one. */
    static final String HEALTH_PATH = "autodeploy.health-path";

    /** Before the names of {@link io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance#facts}: where the version came from. */
    static final String PROVENANCE = "autodeploy.";

    private Labels() {}
}
