package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.HealthResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a running container once whether it works.
 *
 * @param path HTTP path that must answer 2xx or 3xx; null to go by the image's own health check, or else by whether something listens on the port
 */
record Probe(@CheckForNull String path) {
    /** What curl is to write: status code and seconds until the connection stood, 0 if it never did. */
    static final String FORMAT = "%{http_code} %{time_connect}";

    /**
     * What curl found.
     *
     * @param status the HTTP status; 0 without an answer
     * @param connected whether somebody accepted the connection
     */
    record Answer(int status, boolean connected) {
        private static final Pattern WRITTEN = Pattern.compile("(\\d{3}) (\\d+)[.,](\\d+)");

        /** @throws DockerException if curl could not be run at all */
        static Answer of(DockerClient.Result result) throws DockerException {
            Matcher written = WRITTEN.matcher(String.join("", result.output()).strip());
            if (!written.matches()) {
                throw new DockerException(
                        DockerException.Kind.REFUSED,
                        "the proxy's container cannot check the health of another one (its image needs nginx and curl): "
                                + DockerClient.shorten(String.join(" ", result.errors())));
            }
            boolean connected = !(written.group(2) + written.group(3)).matches("0+");
            return new Answer(Integer.parseInt(written.group(1)), connected);
        }

        boolean isGood() {
            return status >= 200 && status < 400;
        }
    }

    HealthResult ask(WorkloadContainer container, ReverseProxy proxy) throws DockerException, InterruptedException {
        if (path != null) {
            Answer answer = proxy.get("http://127.0.0.1:%d%s".formatted(container.port(), path));
            String said = answer.status() > 0
                    ? "HTTP " + answer.status()
                    : answer.connected() ? "connected, but no HTTP answer" : "no connection";
            return new HealthResult("GET " + path, answer.isGood(), said);
        }
        if (container.health() != null) {
            return new HealthResult(
                    "HEALTHCHECK of the image", container.health().equals("healthy"), container.health());
        }
        return listens(container, proxy);
    }

    /**
     * Whether something listens on the container's port. The published port could not tell: docker's own proxy accepts connections there before anything listens inside.
     */
    static HealthResult listens(WorkloadContainer container, ReverseProxy proxy)
            throws DockerException, InterruptedException {
        boolean open = proxy.get("http://%s:%d/".formatted(container.address(), container.containerPort()))
                .connected();
        return new HealthResult("port " + container.containerPort(), open, open ? "open" : "closed");
    }
}
