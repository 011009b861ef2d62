package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the proxy sends a workload's users, and its form as a file of nginx's configuration.
 *
 * @param container that serves them
 * @param port its port on the host's loopback
 * @param publicPort where users come
 */
record ProxyRoute(String workload, String container, int port, int publicPort) {
    private static final Pattern WORKLOAD = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^# from (\\d{1,5}) to container (" + CONTAINER.pattern() + ") at (\\d{1,5})$");
    private static final int HIGHEST_PORT = 65_535;

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
                ? Optional.of(new ProxyRoute(workload, written.group(2), port, publicPort))
                : Optional.empty();
    }

    /**
     * One {@code server}. Idle connections to the container are given up before a server of the usual kind closes them (Node.js: after 5 seconds), so that no request meets a
     * connection that is being closed.
     */
    String toNginx(String listenAddress) {
        return """
                # Written by AutoDeploy at each deployment.
                # from %4$d to container %2$s at %3$d
                upstream autodeploy_%1$s {
                    server 127.0.0.1:%3$d max_fails=0;
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
                """.formatted(workload, container, port, publicPort, listenAddress);
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }
}
