package io.jenkins.plugins.autodeploy.jenkins.config;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.User;
import hudson.util.FormValidation;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.NotDeliveredException;
import io.jenkins.plugins.autodeploy.engine.notify.Notice;
import io.jenkins.plugins.autodeploy.engine.notify.NoticeRule;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of all channels share: the checks of their form and the test notice. */
public abstract class ChannelDescriptor extends Descriptor<NotificationChannel> {
    private static final int TEST_SECONDS = 90;

    @POST
    public final FormValidation doCheckName(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(Messages.NotificationChannel_nameMissing())
                : FormValidation.ok();
    }

    @POST
    public final FormValidation doCheckMoments(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            NoticeRule.of(null, value);
            return FormValidation.ok();
        } catch (InvalidInputException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Sends a test notice and waits until it arrives. The caller has checked that an administrator wants it. */
    static FormValidation test(NotificationChannel channel) {
        AutoDeployRuntime runtime = AutoDeployRuntime.get();
        User user = User.current();
        Notice notice = Notice.test(
                user == null ? null : user.getId(),
                runtime.clock().instant(),
                Jenkins.get().getRootUrl());
        try {
            channel.notifier(new HttpDelivery(runtime.http().client()).once())
                    .send(notice)
                    .get(TEST_SECONDS, TimeUnit.SECONDS);
            return FormValidation.ok(Messages.NotificationChannel_arrived());
        } catch (InvalidInputException e) {
            return FormValidation.error(e.getMessage());
        } catch (RuntimeException e) {
            return FormValidation.error(
                    Messages.NotificationChannel_notArrived(e.getClass().getSimpleName()));
        } catch (ExecutionException e) {
            return FormValidation.error(Messages.NotificationChannel_notArrived(
                    e.getCause() instanceof NotDeliveredException
                            ? e.getCause().getMessage()
                            : e.getCause().getClass().getSimpleName()));
        } catch (TimeoutException e) {
            return FormValidation.error(Messages.NotificationChannel_notArrived(TEST_SECONDS + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.NotificationChannel_notArrived(""));
        }
    }
}
