package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import java.net.URI;
import java.util.Locale;

/** The origin (RFC 6454) of a URL as browsers send it: scheme, host and a port that is not the scheme's own. */
final class Origins {
    private Origins() {}

    static String of(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        // Not getHost(), which is null for hosts with an underscore.
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        String ownPort = scheme.equals("https") ? ":443" : ":80";
        return scheme + "://"
                + (place.endsWith(ownPort) ? place.substring(0, place.length() - ownPort.length()) : place);
    }
}
