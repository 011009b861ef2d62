package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.KubernetesDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.JenkinsProxy;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import io.jenkins.plugins.autodeploy.jenkins.security.RunCredentials;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Kubernetes cluster: by a kubeconfig alone, by its API server's URL with a token or client certificate, or the one that Jenkins itself runs in. */
public final class KubernetesCluster extends Cluster {
    private String serverUrl;
    private String caCertificate;
    private String credentialsId;
    private String context;
    private boolean inCluster;

    @DataBoundConstructor
    public KubernetesCluster(String name) {
        super(name);
    }

    /** The API server's URL; null where the kubeconfig names it. */
    @CheckForNull
    public String getServerUrl() {
        return serverUrl;
    }

    @DataBoundSetter
    public void setServerUrl(String serverUrl) {
        this.serverUrl = Util.fixEmptyAndTrim(serverUrl);
    }

    /** PEM of the authority that signed the API server's certificate; null for the authorities that Java trusts. */
    @CheckForNull
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixEmptyAndTrim(caCertificate);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Which context of a kubeconfig; null for its current one. */
    @CheckForNull
    public String getContext() {
        return context;
    }

    @DataBoundSetter
    public void setContext(String context) {
        this.context = Util.fixEmptyAndTrim(context);
    }

    /** Whether it is the cluster whose pod the controller is, reached as that pod's service account unless credentials are given. */
    public boolean isInCluster() {
        return inCluster;
    }

    @DataBoundSetter
    public void setInCluster(boolean inCluster) {
        this.inCluster = inCluster;
    }

    @Override
    public DeploymentEngine engine(Run<?, ?> run, @CheckForNull String ownCredentialsId) throws InvalidInputException {
        return engine(access(run, ownCredentialsId, null));
    }

    @Override
    public DeploymentEngine engine(Run<?, ?> run, @CheckForNull String ownCredentialsId, CredentialPrograms programs)
            throws InvalidInputException {
        return engine(access(run, ownCredentialsId, programs));
    }

    private static DeploymentEngine engine(KubernetesAccess access) throws InvalidInputException {
        return new KubernetesDeploymentEngine(
                access, shared(), AutoDeployRuntime.get().connections());
    }

    private KubernetesAccess access(
            Run<?, ?> run, @CheckForNull String ownCredentialsId, @CheckForNull CredentialPrograms programs)
            throws InvalidInputException {
        String id = ownCredentialsId == null ? credentialsId : ownCredentialsId;
        if (id == null && inCluster) {
            return new KubernetesAccess.InCluster();
        }
        if (id == null) {
            throw new InvalidInputException(
                    "cluster", getName(), "a cluster with credentials, or credentialsId beside it");
        }
        RunCredentials credentials = new RunCredentials(run);
        Optional<KubernetesAccess> certificate = serverUrl == null
                ? Optional.empty()
                : credentials.clientCertificate("credentialsId", id, serverUrl, caCertificate);
        return new KubernetesAccess.Proxied(
                certificate.isPresent() ? certificate.get() : byText(credentials.text("credentialsId", id), programs),
                new JenkinsProxy());
    }

    private KubernetesAccess byText(SecretText text, @CheckForNull CredentialPrograms programs) {
        return serverUrl == null || isKubeconfig(text)
                ? new KubernetesAccess.Kubeconfig(text, context, programs)
                : new KubernetesAccess.Token(serverUrl, caCertificate, text);
    }

    private static boolean isKubeconfig(SecretText text) {
        return text.reveal().contains("clusters:");
    }

    /** Describes the cluster to Jenkins. */
    @Extension
    @Symbol("kubernetesCluster")
    public static final class DescriptorImpl extends Descriptor<Cluster> {
        @Override
        public String getDisplayName() {
            return Messages.KubernetesCluster_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoices.forCluster(null, credentialsId);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.Cluster_nameMissing())
                    : FormValidation.ok();
        }
    }
}
