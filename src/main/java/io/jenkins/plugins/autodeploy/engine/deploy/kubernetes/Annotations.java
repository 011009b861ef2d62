package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

/** The annotations in which a workload remembers its deployments, so that its history is where the workload is. */
final class Annotations {
    /** On the Deployment: the deployment or rollback that acted last. On its pod template: the deployment that brought that version. */
    static final String DEPLOYMENT_ID = "autodeploy.jenkins.io/deployment-id";

    /**
     * The deployment whose version was last seen complete. Kubernetes copies a Deployment's annotations to the replica set that is current, so a replica set was good when this
     * equals {@link #DEPLOYMENT_ID} in its own pod template.
     */
    static final String VERIFIED = "autodeploy.jenkins.io/verified-deployment-id";

    static final String CHANGE_CAUSE = "kubernetes.io/change-cause";
    static final String REVISION = "deployment.kubernetes.io/revision";

    private Annotations() {}
}
