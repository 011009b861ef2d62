package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.Notifier;
import io.jenkins.plugins.autodeploy.engine.notify.WebHookNotifier;
import io.jenkins.plugins.autodeploy.jenkins.security.ControllerCredentials;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Posts notices as JSON to an address that is kept as a secret text. */
public final class WebHookChannel extends NotificationChannel {
    @CheckForNull
    private String urlCredentialsId;

    @CheckForNull
    private String secretCredentialsId;

    @DataBoundConstructor
    public WebHookChannel(String name) {
        super(name);
    }

    @CheckForNull
    public String getUrlCredentialsId() {
        return urlCredentialsId;
    }

    @DataBoundSetter
    public void setUrlCredentialsId(@CheckForNull String urlCredentialsId) {
        this.urlCredentialsId = Util.fixEmptyAndTrim(urlCredentialsId);
    }

    /** The secret that bodies are signed with; null to leave them unsigned. */
    @CheckForNull
    public String getSecretCredentialsId() {
        return secretCredentialsId;
    }

    @DataBoundSetter
    public void setSecretCredentialsId(@CheckForNull String secretCredentialsId) {
        this.secretCredentialsId = Util.fixEmptyAndTrim(secretCredentialsId);
    }

    @Override
    Notifier notifier(HttpDelivery delivery) throws InvalidInputException {
        SecretText url = ControllerCredentials.text("urlCredentialsId", urlCredentialsId);
        SecretText secret = secretCredentialsId == null
                ? null
                : ControllerCredentials.text("secretCredentialsId", secretCredentialsId);
        return new WebHookNotifier(delivery, HttpDelivery.address("urlCredentialsId", url), secret);
    }

    /** Describes the channel to Jenkins. */
    @Extension
    @Symbol("webHookChannel")
    public static final class DescriptorImpl extends ChannelDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WebHookChannel_displayName();
        }

        @POST
        public ListBoxModel doFillUrlCredentialsIdItems(@QueryParameter String urlCredentialsId) {
            return CredentialsChoices.forToken(null, urlCredentialsId);
        }

        @POST
        public ListBoxModel doFillSecretCredentialsIdItems(@QueryParameter String secretCredentialsId) {
            return CredentialsChoices.forToken(null, secretCredentialsId);
        }

        @POST
        public FormValidation doTestNotification(
                @QueryParameter String urlCredentialsId, @QueryParameter String secretCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            WebHookChannel channel = new WebHookChannel("test");
            channel.setUrlCredentialsId(urlCredentialsId);
            channel.setSecretCredentialsId(secretCredentialsId);
            return test(channel);
        }
    }
}
