package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.NoticeRule;
import io.jenkins.plugins.autodeploy.engine.notify.Notifier;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import org.kohsuke.stapler.DataBoundSetter;

/** A way by which people are told of deployments. Only administrators configure one: pipelines name it, and cannot make the controller request other addresses. */
public abstract class NotificationChannel extends AbstractDescribableImpl<NotificationChannel> {
    private final String name;

    @CheckForNull
    private String environments;

    @CheckForNull
    private String moments;

    NotificationChannel(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public final String getName() {
        return name;
    }

    /** Names of environments between commas, in which {@code *} stands for any text; null for all. */
    @CheckForNull
    public final String getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public final void setEnvironments(@CheckForNull String environments) {
        this.environments = Util.fixEmptyAndTrim(environments);
    }

    /** When people are told: labels of moments between commas; null for always. */
    @CheckForNull
    public final String getMoments() {
        return moments;
    }

    @DataBoundSetter
    public final void setMoments(@CheckForNull String moments) {
        this.moments = Util.fixEmptyAndTrim(moments);
    }

    /**
     * Who is told by it. Looks credentials up.
     *
     * @throws InvalidInputException when it cannot be used as it is configured
     */
    public final Recipient recipient() throws InvalidInputException {
        HttpDelivery delivery = new HttpDelivery(AutoDeployRuntime.get().http().client());
        return new Recipient(name, NoticeRule.of(environments, moments), notifier(delivery));
    }

    /** A channel whose moments are mistaken is for no environment by itself. */
    final boolean isFor(String environment) {
        try {
            return NoticeRule.of(environments, null).isAbout(environment);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** @param delivery for channels over HTTP */
    abstract Notifier notifier(HttpDelivery delivery) throws InvalidInputException;
}
