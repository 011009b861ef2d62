package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Who has to approve a deployment: {@code approval: [by: 'ops,release', count: 2, timeout: '2h', notSelf: true]}. */
public final class ApprovalParameter extends AbstractDescribableImpl<ApprovalParameter> {
    private @CheckForNull String by;
    private int count = 1;
    private @CheckForNull String timeout;
    private boolean notSelf = true;

    @DataBoundConstructor
    public ApprovalParameter() {
        // All of it has defaults.
    }

    /** Ids of users and names of groups, separated by commas; null for everybody who has the permission. */
    public @CheckForNull String getBy() {
        return by;
    }

    @DataBoundSetter
    public void setBy(@CheckForNull String by) {
        this.by = Util.fixEmptyAndTrim(by);
    }

    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        this.count = count;
    }

    /** A number and a unit; null for a day. */
    public @CheckForNull String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    public boolean isNotSelf() {
        return notSelf;
    }

    @DataBoundSetter
    public void setNotSelf(boolean notSelf) {
        this.notSelf = notSelf;
    }

    /** @throws InvalidInputException naming the first part that cannot be used */
    ApprovalRule toRule() throws InvalidInputException {
        return ApprovalRule.of(by, count, timeout, notSelf);
    }

    /** Describes the parameter to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ApprovalParameter> {
        @Override
        public String getDisplayName() {
            return Messages.ApprovalParameter_displayName();
        }
    }
}
