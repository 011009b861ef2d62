package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

/** The annotations and labels in which a workload remembers its deployments, so that its history is where the workload is, and those that others read. */
final class Annotations {
    /** On the Deployment: the deployment or rollback that acted last. On its pod template: the deployment that brought that version. */
    static final String DEPLOYMENT_ID = "autodeploy.jenkins.io/deployment-id";

    /**
     * The deployment whose version was last seen complete. Kubernetes copies a Deployment's annotations to the replica set that is current, so a replica set was good when this
     * equals {@link #DEPLOYMENT_ID} in its own pod template.
     */
    static final String VERIFIED = "autodeploy.jenkins.io/verified-deployment-id";

    /** On a workload: all objects that its deployments made and that may still be there. */
    static final String INVENTORY = "autodeploy.jenkins.io/inventory";

    /** On a ConfigMap or Secret that is named by its content: the name that the manifests gave it. */
    static final String BASE_NAME = "autodeploy.jenkins.io/base-name";

    /** What authors write, {@code "true"}, on a ConfigMap or Secret that is to keep its name. */
    static final String FIXED_NAME = "autodeploy.jenkins.io/fixed-name";

    /** What authors write, {@code "false"}, on an object that is to stay when the manifests no longer have it. */
    static final String PRUNE = "autodeploy.jenkins.io/prune";

    /** In the pod template, before the names of {@link io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance#facts}: where that version came from. */
    static final String PROVENANCE = "autodeploy.jenkins.io/";

    static final String CHANGE_CAUSE = "kubernetes.io/change-cause";
    static final String REVISION = "deployment.kubernetes.io/revision";

    /** Label of all that belongs to a version that is tried beside the one that runs: {@code canary} or {@code preview}. */
    static final String TRACK = "autodeploy.jenkins.io/track";

    /** On what belongs to a trial: the workload beside which the version is tried. */
    static final String TRIAL_OF = "autodeploy.jenkins.io/trial-of";

    /** On the second workload of a trial: the trial, so that it can be taken back also where its run is lost. */
    static final String TRIAL = "autodeploy.jenkins.io/trial";

    static final String INGRESS_CLASS = "kubernetes.io/ingress.class";
    static final String NGINX_CANARY = "nginx.ingress.kubernetes.io/canary";
    static final String NGINX_WEIGHT = "nginx.ingress.kubernetes.io/canary-weight";

    private Annotations() {}
}
