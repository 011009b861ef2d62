package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the proxy sends a workload's users, and its form as a file of nginx's configuration.
 *
 * @param container that serves them
 * @param port its port on the host's loopback
 * @param publicPort where users come
 * @param share what another container gets of them; null where there is only one
 */
record ProxyRoute(
        String workload,
        String container,
        int port,
        int publicPort,
        @CheckForNull Share share) {
    private static final Pattern WORKLOAD = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^# from (\\d{1,5}) to container (" + CONTAINER.pattern() + ") at (\\d{1,5})$");
    private static final Pattern SHARED =
            Pattern.compile("(?m)^# (\\d{1,2}) % to container (" + CONTAINER.pattern() + ") at (\\d{1,5})$");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * What a second container gets of the requests.
     *
     * @param weight in percent, 1 to 99
     */
    record Share(String container, int port, int weight) {
        Share {
            if (!CONTAINER.matcher(container).matches() || !isPort(port) || weight < 1 || weight >= Stop.ALL) {
                throw new IllegalArgumentException("Not a share: %s, %d, %d".formatted(container, port, weight));
            }
        }
    }

    /** To one container. */
    ProxyRoute(String workload, String container, int port, int publicPort) {
        this(workload, container, port, publicPort, null);
    }

    /** @throws IllegalArgumentException if a part could mean something to nginx: parts come from labels that anybody on the host can set */
    ProxyRoute {
        if (!isValid(workload, container, port, publicPort)) {
            throw new IllegalArgumentException(
                    "Not a route: %s, %s, %d, %d".formatted(workload, container, port, publicPort));
        }
    }

    static boolean isValid(String workload, String container, int port, int publicPort) {
        return WORKLOAD.matcher(workload).matches()
                && CONTAINER.matcher(container).matches()
                && isPort(port)
                && isPort(publicPort);
    }

    /** Reads back what {@link #toNginx} wrote; empty when it is something else. */
    static Optional<ProxyRoute> parse(String workload, String nginx) {
        Matcher written = WRITTEN.matcher(nginx);
        if (!written.find()) {
            return Optional.empty();
        }
        int publicPort = Integer.parseInt(written.group(1));
        int port = Integer.parseInt(written.group(3));
        return isValid(workload, written.group(2), port, publicPort)
                ? Optional.of(new ProxyRoute(workload, written.group(2), port, publicPort, share(nginx)))
                : Optional.empty();
    }

    @CheckForNull
    private static Share share(String nginx) {
        Matcher shared = SHARED.matcher(nginx);
        if (!shared.find()) {
            return null;
        }
        int weight = Integer.parseInt(shared.group(1));
        int port = Integer.parseInt(shared.group(3));
        return weight > 0 && isPort(port) ? new Share(shared.group(2), port, weight) : null;
    }

    ProxyRoute shared(Share second) {
        return new ProxyRoute(workload, container, port, publicPort, second);
    }

    /** Whether any of the requests go there. */
    boolean leadsTo(String name) {
        return container.equals(name) || share != null && share.container().equals(name);
    }

    /**
     * One {@code server}. Idle connections to the container are given up before a server of the usual kind closes them (Node.js: after 5 seconds), so that no request meets a
     * connection that is being closed.
     */
    String toNginx(String listenAddress) {
        return """
                # Written by AutoDeploy at each deployment.
                # from %4$d to container %2$s at %3$d
                %6$s
                upstream autodeploy_%1$s {
                    zone autodeploy_%1$s 64k;
                    %7$s
                    keepalive 32;
                    keepalive_timeout 4s;
                }
                server {
                    listen %5$s:%4$d;
                    location / {
                        proxy_pass http://autodeploy_%1$s;
                        proxy_http_version 1.1;
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Real-IP $remote_addr;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Host $http_host;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $autodeploy_connection;
                        proxy_next_upstream error timeout;
                        proxy_connect_timeout 5s;
                        proxy_read_timeout 300s;
                    }
                }
                """.formatted(workload, container, port, publicPort, listenAddress, shareNote(), servers());
    }

    private String shareNote() {
        return share == null
                ? "# all of them"
                : "# %d %% to container %s at %d".formatted(share.weight(), share.container(), share.port());
    }

    /** The common memory zone lets all of nginx's processes count together, so that the weights are exact. */
    private String servers() {
        return share == null
                ? server(port, 1)
                : server(port, Stop.ALL - share.weight()) + "\n    " + server(share.port(), share.weight());
    }

    private static String server(int port, int weight) {
        return "server 127.0.0.1:%d weight=%d max_fails=0;".formatted(port, weight);
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }
}
