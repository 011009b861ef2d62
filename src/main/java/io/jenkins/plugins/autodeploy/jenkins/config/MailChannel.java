package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.Notifier;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Sends notices as mail, by the server that is configured for the Mailer plugin. That plugin need not be there: nothing here but {@link MailNotifier} names its classes. */
public final class MailChannel extends NotificationChannel {
    private static final String MAILER = "mailer";

    private String recipients = "";

    @DataBoundConstructor
    public MailChannel(String name) {
        super(name);
    }

    /** Addresses between commas. */
    public String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = Util.fixNull(recipients).strip();
    }

    @Override
    Notifier notifier(HttpDelivery delivery) throws InvalidInputException {
        if (Jenkins.get().getPlugin(MAILER) == null) {
            throw new InvalidInputException("channels", getName(), "a controller with the Mailer plugin to send mail");
        }
        return MailNotifier.ofMailer(recipients);
    }

    /** Describes the channel to Jenkins. */
    @Extension
    @Symbol("mailChannel")
    public static final class DescriptorImpl extends ChannelDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MailChannel_displayName();
        }

        @POST
        public FormValidation doTestNotification(@QueryParameter String recipients) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            MailChannel channel = new MailChannel("test");
            channel.setRecipients(recipients);
            return test(channel);
        }
    }
}
