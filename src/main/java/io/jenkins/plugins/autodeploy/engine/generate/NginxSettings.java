package io.jenkins.plugins.autodeploy.engine.generate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a reverse proxy is told that no project tells.
 *
 * @param serverNames host names, the first is the one that the certificate is named after
 * @param certificate the chain of certificates as a path; null for plain HTTP
 * @param certificateKey the key as a path; null for plain HTTP
 * @param challenges directory that certbot puts its answers into; null when the certificate is not certbot's
 */
public record NginxSettings(
        List<String> serverNames,
        @CheckForNull String certificate,
        @CheckForNull String certificateKey,
        @CheckForNull String challenges) {
    private static final Pattern HOST = Pattern.compile(
            "(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/@+-]{1,250}");
    private static final String WEBROOT = "/var/www/certbot";

    public NginxSettings {
        serverNames = List.copyOf(serverNames);
    }

    /**
     * With the certificate that certbot gets for the first name.
     *
     * @throws InvalidInputException when a name is none of a host
     */
    public static NginxSettings withCertbot(List<String> serverNames) throws InvalidInputException {
        String live = "/etc/letsencrypt/live/" + checkedNames(serverNames).get(0);
        return new NginxSettings(serverNames, live + "/fullchain.pem", live + "/privkey.pem", WEBROOT);
    }

    /**
     * With a certificate that is there already.
     *
     * @throws InvalidInputException when a name is none of a host, or a path is not absolute and of plain characters
     */
    public static NginxSettings withCertificate(List<String> serverNames, String certificate, String key)
            throws InvalidInputException {
        checkedNames(serverNames);
        return new NginxSettings(
                serverNames, checked("certificate", certificate), checked("certificateKey", key), null);
    }

    /**
     * Without encryption, for what has a proxy of its own before it.
     *
     * @throws InvalidInputException when a name is none of a host
     */
    public static NginxSettings plain(List<String> serverNames) throws InvalidInputException {
        return new NginxSettings(checkedNames(serverNames), null, null, null);
    }

    boolean encrypts() {
        return certificate != null;
    }

    private static List<String> checkedNames(List<String> names) throws InvalidInputException {
        if (names.isEmpty()) {
            throw new InvalidInputException("serverName", "", "at least one host name");
        }
        for (String name : names) {
            if (!HOST.matcher(name).matches()) {
                throw new InvalidInputException("serverName", name, "a host name such as shop.example.org");
            }
        }
        return names;
    }

    private static String checked(String parameter, String path) throws InvalidInputException {
        if (!PATH.matcher(path).matches()) {
            throw new InvalidInputException(
                    parameter, path, "an absolute path of letters, digits and . _ - @ + / only");
        }
        return path;
    }
}
