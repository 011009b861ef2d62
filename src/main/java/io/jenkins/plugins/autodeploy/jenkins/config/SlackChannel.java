package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.Notifier;
import io.jenkins.plugins.autodeploy.engine.notify.SlackNotifier;
import io.jenkins.plugins.autodeploy.jenkins.security.ControllerCredentials;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Posts notices to an incoming web hook of Slack or Mattermost, whose address is kept as a secret text: whoever has it can write there. */
public final class SlackChannel extends NotificationChannel {
    @CheckForNull
    private String urlCredentialsId;

    @DataBoundConstructor
    public SlackChannel(String name) {
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

    @Override
    Notifier notifier(HttpDelivery delivery) throws InvalidInputException {
        return new SlackNotifier(
                delivery,
                HttpDelivery.address(
                        "urlCredentialsId", ControllerCredentials.text("urlCredentialsId", urlCredentialsId)));
    }

    /** Describes the channel to Jenkins. */
    @Extension
    @Symbol("slackChannel")
    public static final class DescriptorImpl extends ChannelDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SlackChannel_displayName();
        }

        @POST
        public ListBoxModel doFillUrlCredentialsIdItems(@QueryParameter String urlCredentialsId) {
            return CredentialsChoices.forToken(null, urlCredentialsId);
        }

        @POST
        public FormValidation doTestNotification(@QueryParameter String urlCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            SlackChannel channel = new SlackChannel("test");
            channel.setUrlCredentialsId(urlCredentialsId);
            return test(channel);
        }
    }
}
