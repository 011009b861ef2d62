package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

/** The annotations and labels in which a workload remembers its deployments, so that its history is where the workload is, and those that others read. */
public final class Annotations {
    /** On the Deployment: the deployment or rollback that acted last. On its pod template: the deployment that brought that version. */
    public static final String DEPLOYMENT_ID = "autodeploy.jenkins.io/deployment-id";

    /**
     * The deployment whose version was last seen complete. Kubernetes copies a Deployment's annotations to the replica set that is current, so a replica set was good when this
     * equals {@link #DEPLOYMENT_ID} in its own pod template.
     */
    public static final String VERIFIED = "autodeploy.jenkins.io/verified-deployment-id";

    /** On a workload: all objects that its deployments made and that may still be there. */
    public static final String INVENTORY = "autodeploy.jenkins.io/inventory";

    /** On a ConfigMap or Secret that is named by its content: the name that the manifests gave it. */
    public static final String BASE_NAME = "autodeploy.jenkins.io/base-name";

    /** What authors write, {@code "true"}, on a ConfigMap or Secret that is to keep its name. */
    public static final String FIXED_NAME = "autodeploy.jenkins.io/fixed-name";

    /** What authors write, {@code "false"}, on an object that is to stay when the manifests no longer have it. */
    public static final String PRUNE = "autodeploy.jenkins.io/prune";

    /** In the pod template, before the names of {@link io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance#facts}: where that version came from. */
    public static final String PROVENANCE = "autodeploy.jenkins.io/";

    public static final String CHANGE_CAUSE = "kubernetes.io/change-cause";
    static final String REVISION = "deployment.kubernetes.io/revision";

    /** Label of all that belongs to a version that is tried beside the one that runs: {@code canary} or {@code preview}. */
    public static final String TRACK = "autodeploy.jenkins.io/track";

    /** On what belongs to a trial: the workload beside which the version is tried. */
    public static final String TRIAL_OF = "autodeploy.jenkins.io/trial-of";

    /** On the second workload of a trial: the trial, so that it can be taken back also where its run is lost. */
    public static final String TRIAL = "autodeploy.jenkins.io/trial";

    public static final String INGRESS_CLASS = "kubernetes.io/ingress.class";
    public static final String NGINX_CANARY = "nginx.ingress.kubernetes.io/canary";
    public static final String NGINX_WEIGHT = "nginx.ingress.kubernetes.io/canary-weight";

    private Annotations() {}
}
