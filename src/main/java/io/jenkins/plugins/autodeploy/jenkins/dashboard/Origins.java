package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import java.net.URI;

/** The origin (RFC 6454) of a URL as browsers send it: scheme, host and a port that is not the scheme's own. */
final class Origins {
    private Origins() {}

    static String of(String url) {
        URI uri = URI.create(url);
        boolean own = uri.getPort() < 0
                || uri.getPort() == 80 && "http".equals(uri.getScheme())
                || uri.getPort() == 443 && "https".equals(uri.getScheme());
        return uri.getScheme() + "://" + uri.getHost() + (own ? "" : ":" + uri.getPort());
    }
}
