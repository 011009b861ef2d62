package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A time in which nothing is deployed to some environments: either again and again, by {@code cron} and {@code duration}, or once, {@code from} and {@code to}. */
public final class DeploymentFreeze extends AbstractDescribableImpl<DeploymentFreeze> {
    private final String environments;
    private final String reason;
    private String cron;
    private String duration;
    private String from;
    private String to;
    private String zone;

    /** @param environments names, separated by commas, with {@code *} for any text */
    @DataBoundConstructor
    public DeploymentFreeze(String environments, String reason) {
        this.environments = Util.fixNull(environments).strip();
        this.reason = Util.fixNull(reason).strip();
    }

    public String getEnvironments() {
        return environments;
    }

    public String getReason() {
        return reason;
    }

    @CheckForNull
    public String getCron() {
        return cron;
    }

    @DataBoundSetter
    public void setCron(@CheckForNull String cron) {
        this.cron = Util.fixEmptyAndTrim(cron);
    }

    @CheckForNull
    public String getDuration() {
        return duration;
    }

    @DataBoundSetter
    public void setDuration(@CheckForNull String duration) {
        this.duration = Util.fixEmptyAndTrim(duration);
    }

    @CheckForNull
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(@CheckForNull String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    @CheckForNull
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    /** Of all its times; null for UTC. */
    @CheckForNull
    public String getZone() {
        return zone;
    }

    @DataBoundSetter
    public void setZone(@CheckForNull String zone) {
        this.zone = Util.fixEmptyAndTrim(zone);
    }

    FreezeText toText() {
        return new FreezeText(List.of(environments.split(",")), cron, duration, from, to, zone, reason);
    }

    /** Describes the freeze to Jenkins. */
    @Extension
    @Symbol("freezeWindow")
    public static final class DescriptorImpl extends Descriptor<DeploymentFreeze> {
        private static final String ANY = "*";
        private static final String SOME_DAY = "2026-01-01";

        @Override
        public String getDisplayName() {
            return Messages.DeploymentFreeze_displayName();
        }

        @POST
        public FormValidation doCheckEnvironments(@QueryParameter String value) {
            return check(once(value, SOME_DAY, "9999-01-01", null));
        }

        @POST
        public FormValidation doCheckCron(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? nothing() : check(recurring(value, "1h"));
        }

        @POST
        public FormValidation doCheckDuration(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? nothing() : check(recurring("0 0 * * *", value));
        }

        @POST
        public FormValidation doCheckFrom(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? nothing() : check(once(ANY, value, "9999-01-01", null));
        }

        @POST
        public FormValidation doCheckTo(@QueryParameter String value, @QueryParameter String from) {
            return Util.fixEmptyAndTrim(value) == null || Util.fixEmptyAndTrim(from) == null
                    ? nothing()
                    : check(once(ANY, from, value, null));
        }

        @POST
        public FormValidation doCheckZone(@QueryParameter String value) {
            return check(once(ANY, SOME_DAY, SOME_DAY, Util.fixEmptyAndTrim(value)));
        }

        /** Also looks at the whole, which has no field of its own. */
        @POST
        public FormValidation doCheckReason(
                @QueryParameter String value,
                @QueryParameter String cron,
                @QueryParameter String duration,
                @QueryParameter String from,
                @QueryParameter String to) {
            DeploymentFreeze freeze = new DeploymentFreeze(ANY, value);
            freeze.setCron(cron);
            freeze.setDuration(duration);
            freeze.setFrom(from);
            freeze.setTo(to);
            return check(freeze);
        }

        private static DeploymentFreeze once(String environments, String from, String to, @CheckForNull String zone) {
            DeploymentFreeze freeze = new DeploymentFreeze(environments, ANY);
            freeze.setFrom(from);
            freeze.setTo(to);
            freeze.setZone(zone);
            return freeze;
        }

        private static DeploymentFreeze recurring(String cron, String duration) {
            DeploymentFreeze freeze = new DeploymentFreeze(ANY, ANY);
            freeze.setCron(cron);
            freeze.setDuration(duration);
            return freeze;
        }

        private static FormValidation nothing() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormValidation.ok();
        }

        private static FormValidation check(DeploymentFreeze freeze) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                freeze.toText().toWindow();
                return FormValidation.ok();
            } catch (InvalidInputException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
