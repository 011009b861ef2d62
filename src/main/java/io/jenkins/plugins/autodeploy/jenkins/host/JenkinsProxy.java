package io.jenkins.plugins.autodeploy.jenkins.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.Proxy;
import java.net.URI;
import jenkins.model.Jenkins;

/** The proxy that the administrators configured for this Jenkins, except for the hosts that they named as reached without it. */
public final class JenkinsProxy implements HttpProxy.Choice {
    @Override
    @CheckForNull
    public HttpProxy of(URI server) {
        ProxyConfiguration configured = Jenkins.get().getProxy();
        if (configured == null || configured.createProxy(server.getHost()).type() == Proxy.Type.DIRECT) {
            return null;
        }
        Secret password = configured.getSecretPassword();
        return new HttpProxy(
                configured.getName(),
                configured.getPort(),
                configured.getUserName(),
                password == null ? null : new SecretText(Secret.toString(password)));
    }
}
