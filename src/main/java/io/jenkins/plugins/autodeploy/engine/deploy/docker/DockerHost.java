package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A Docker host as it is configured.
 *
 * @param url where its daemon answers: {@code unix:///var/run/docker.sock}, {@code tcp://HOST:PORT} or {@code ssh://USER@HOST}
 * @param ports loopback ports of the host for the workloads' containers
 * @param listenAddress IPv4 address on which the proxy listens for the workloads' users
 * @param proxyImage an image with nginx and curl, as the official ones are
 * @param drainTimeout how long connections of the old version may last after the switch
 * @param program the docker client
 */
public record DockerHost(
        String url, PortRange ports, String listenAddress, String proxyImage, Duration drainTimeout, String program) {
    public static final String LOCAL = "unix:///var/run/docker.sock";
    public static final String DEFAULT_PROXY_IMAGE = "nginx:stable-alpine";
    public static final String ALL_ADDRESSES = "0.0.0.0";

    private static final Pattern URL =
            Pattern.compile("unix:///[^\\s]+|npipe:////[^\\s]+|(?:tcp|ssh)://(?!-)[A-Za-z0-9@._~:%\\[\\]/-]+");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");

    /** A host with the usual settings. */
    public static DockerHost at(String url) {
        return new DockerHost(
                url, PortRange.DEFAULT, ALL_ADDRESSES, DEFAULT_PROXY_IMAGE, Duration.ofSeconds(30), "docker");
    }

    /** @throws InvalidInputException naming the first setting that cannot be used */
    void check() throws InvalidInputException {
        if (url == null || !URL.matcher(url).matches()) {
            throw new InvalidInputException("dockerHost", url, "unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST");
        }
        ports.check();
        if (!ADDRESS.matcher(listenAddress).matches()) {
            throw new InvalidInputException("listenAddress", listenAddress, "an IPv4 address such as 0.0.0.0");
        }
        if (drainTimeout.isNegative() || drainTimeout.isZero()) {
            throw new InvalidInputException("drainTimeout", drainTimeout, "a duration of more than zero");
        }
    }

    /** Where a workload's users reach it, as far as that can be told from here. */
    String address(int publicPort) {
        return "http://%s:%d/".formatted(publicName(), publicPort);
    }

    private String publicName() {
        if (!listenAddress.equals(ALL_ADDRESSES)) {
            return listenAddress;
        }
        boolean local = url.startsWith("unix:") || url.startsWith("npipe:");
        String name = local ? null : URI.create(url).getHost();
        return name == null ? "localhost" : name;
    }
}
