package io.jenkins.plugins.autodeploy.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A service that the controller may ask about a deployment for analyses. Pipelines name it: they cannot make the controller request other addresses. */
public final class WebHook extends AbstractDescribableImpl<WebHook> {
    private final String name;
    private final String url;

    @DataBoundConstructor
    public WebHook(String name, String url) {
        this.name = Util.fixNull(name).strip();
        this.url = Util.fixNull(url).strip();
    }

    public String getName() {
        return name;
    }

    /** Where the questions are posted to. */
    public String getUrl() {
        return url;
    }

    /** Whether a pipeline means this one. */
    boolean isMeantBy(String nameOrUrl) {
        return getName().equals(nameOrUrl) || getUrl().equals(nameOrUrl);
    }

    /** Describes the web hook to Jenkins. */
    @Extension
    @Symbol("webHook")
    public static final class DescriptorImpl extends Descriptor<WebHook> {
        @Override
        public String getDisplayName() {
            return Messages.WebHook_displayName();
        }
    }
}
