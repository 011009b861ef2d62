package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Docker host as it is configured, or several that are configured alike.
 *
 * @param url where its daemon answers: {@code unix:///var/run/docker.sock}, {@code tcp://HOST:PORT} or {@code ssh://USER@HOST}; several are separated by commas
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
            Pattern.compile("unix:///[^\\s,]+|npipe:////[^\\s,]+|(?:tcp|ssh)://(?!-)[A-Za-z0-9@._~:%\\[\\]/-]+");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");

    /** A host with the usual settings. */
    public static DockerHost at(String url) {
        return new DockerHost(
                url, PortRange.DEFAULT, ALL_ADDRESSES, DEFAULT_PROXY_IMAGE, Duration.ofSeconds(30), "docker");
    }

    /** The hosts one by one, in the order in which they are named. */
    List<DockerHost> each() {
        return url == null
                ? List.of(this)
                : Stream.of(url.split(",", -1)).map(this::with).toList();
    }

    public boolean isSeveral() {
        return each().size() > 1;
    }

    /** Another host with the same settings. */
    DockerHost with(String other) {
        return new DockerHost(other.strip(), ports, listenAddress, proxyImage, drainTimeout, program);
    }

    /** @throws InvalidInputException naming the first setting that cannot be used */
    void check() throws InvalidInputException {
        Set<String> urls = new HashSet<>();
        for (DockerHost host : each()) {
            if (host.url() == null || !URL.matcher(host.url()).matches()) {
                throw new InvalidInputException(
                        "dockerHost", host.url(), "unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST");
            }
            if (!urls.add(host.url())) {
                throw new InvalidInputException("dockerHost", host.url(), "each host once");
            }
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
        String name = isLocal() ? null : URI.create(url).getHost();
        return name == null ? "localhost" : name;
    }

    /** Whether the daemon runs on the machine that its client runs on. */
    boolean isLocal() {
        return url.startsWith("unix:") || url.startsWith("npipe:");
    }
}
