package io.jenkins.plugins.autodeploy.cli.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy that the environment names, by the rules of kubectl: {@code HTTPS_PROXY} and {@code HTTP_PROXY} after the scheme of the server, in lower case too; {@code NO_PROXY} has hosts, domains and
 * {@code *}; loopback is reached directly.
 */
public final class EnvironmentProxy implements HttpProxy.Choice {
    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;

    public EnvironmentProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    @CheckForNull
    public HttpProxy of(URI server) {
        String proxy = value("https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY");
        if (proxy == null || isDirect(server.getHost())) {
            return null;
        }
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            String[] user = uri.getUserInfo() == null
                    ? new String[0]
                    : uri.getUserInfo().split(":", 2);
            return uri.getHost() == null
                    ? null
                    : new HttpProxy(
                            uri.getHost(),
                            uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                            user.length == 0 ? null : user[0],
                            user.length < 2 ? null : new SecretText(user[1]));
        } catch (IllegalArgumentException e) {
            return null; // no URL: other programs pass over it as well
        }
    }

    private boolean isDirect(String host) {
        String exceptions = value("NO_PROXY");
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        if (exceptions == null) {
            return false;
        }
        for (String exception : exceptions.split(",")) {
            String domain = exception.strip().toLowerCase(Locale.ROOT);
            String bare = domain.startsWith(".") ? domain.substring(1) : domain;
            if (domain.equals("*") || !bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare))) {
                return true;
            }
        }
        return false;
    }

    @CheckForNull
    private String value(String name) {
        String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
        return value == null || value.isBlank() ? null : value.strip();
    }
}
