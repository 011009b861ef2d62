package io.jenkins.plugins.autodeploy.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A Prometheus server that the controller may query for analyses. Pipelines name it: they cannot make the controller request other addresses. */
public final class PrometheusServer extends AbstractDescribableImpl<PrometheusServer> {
    private final String name;
    private final String url;

    @DataBoundConstructor
    public PrometheusServer(String name, String url) {
        this.name = Util.fixNull(name).strip();
        this.url = withoutSlash(Util.fixNull(url).strip());
    }

    public String getName() {
        return name;
    }

    /** Without {@code /api/v1} and without a slash at its end. */
    public String getUrl() {
        return url;
    }

    /** Whether a pipeline means this one. */
    boolean isMeantBy(String nameOrUrl) {
        return getName().equals(nameOrUrl) || getUrl().equals(withoutSlash(nameOrUrl));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Describes the server to Jenkins. */
    @Extension
    @Symbol("prometheusServer")
    public static final class DescriptorImpl extends Descriptor<PrometheusServer> {
        @Override
        public String getDisplayName() {
            return Messages.PrometheusServer_displayName();
        }
    }
}
