package io.jenkins.plugins.autodeploy.jenkins.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import java.net.http.HttpClient;
import java.time.Duration;
import jenkins.model.Jenkins;

/** The HTTP client of this controller, which goes through the proxy that is configured now. One as long as that stays: each client has a thread of its own, and Java 17 cannot close it. Safe for use by several threads. */
public final class ProxiedHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @CheckForNull
    private HttpClient client;

    @CheckForNull
    private ProxyConfiguration madeFor;

    /** It follows no redirects. */
    public synchronized HttpClient client() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (client == null || proxy != madeFor) {
            client = ProxyConfiguration.newHttpClientBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
            madeFor = proxy;
        }
        return client;
    }
}
