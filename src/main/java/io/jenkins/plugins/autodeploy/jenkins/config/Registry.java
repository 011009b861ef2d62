package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A container registry and how images get there, for pipelines that do not say it themselves. */
public final class Registry extends AbstractDescribableImpl<Registry> {
    private final String host;
    private String credentialsId;
    private boolean insecure;
    private String certificateAuthority;

    @DataBoundConstructor
    public Registry(String host) {
        this.host = Util.fixNull(host).strip();
    }

    /** Host and, if any, port, as repositories begin with them: {@code registry.example.com:5000}. */
    public String getHost() {
        return host;
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Whether it may answer over HTTP or with a certificate that is not trusted. */
    public boolean isInsecure() {
        return insecure;
    }

    @DataBoundSetter
    public void setInsecure(boolean insecure) {
        this.insecure = insecure;
    }

    /** PEM certificates by which its own is trusted, besides those of the machine that builds. */
    @CheckForNull
    public String getCertificateAuthority() {
        return certificateAuthority;
    }

    @DataBoundSetter
    public void setCertificateAuthority(String certificateAuthority) {
        this.certificateAuthority = Util.fixEmptyAndTrim(certificateAuthority);
    }

    boolean holds(String repository) {
        return !host.isEmpty() && repository.startsWith(host + "/");
    }

    /** Describes the registry to Jenkins. */
    @Extension
    @Symbol("registry")
    public static final class DescriptorImpl extends Descriptor<Registry> {
        @Override
        public String getDisplayName() {
            return Messages.Registry_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoices.forRegistry(null, credentialsId);
        }
    }
}
