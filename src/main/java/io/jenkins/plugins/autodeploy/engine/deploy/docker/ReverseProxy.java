package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The nginx container in front of all workloads of a Docker host. It shares the host's network, so that it listens on any port and reaches the containers' loopback ports. Its
 * configuration is copied into it, which works for remote hosts as well and lasts as long as the container; one that is gone is made again from what runs.
 */
final class ReverseProxy {
    static final String CONTAINER = "autodeploy-proxy";

    private static final Duration PULL_TIMEOUT = Duration.ofMinutes(5);
    private static final String ROUTES = "/etc/nginx/conf.d/";
    private static final Pattern WORKER =
            Pattern.compile("\\s*(\\d+)\\s+nginx: worker process( is shutting down)?\\s*");

    private final DockerClient client;
    private final Images images;
    private final TemporaryDirectories temporary;
    private final DockerHost host;

    ReverseProxy(DockerClient client, Images images, TemporaryDirectories temporary, DockerHost host) {
        this.client = client;
        this.images = images;
        this.temporary = temporary;
        this.host = host;
    }

    /**
     * nginx's worker processes by process id of the host.
     *
     * @param serving those that take new connections
     * @param leaving those that end with their last connection
     */
    record Workers(Set<Integer> serving, Set<Integer> leaving) {
        static Workers parse(List<String> processes) {
            Set<Integer> serving = new HashSet<>();
            Set<Integer> leaving = new HashSet<>();
            for (String process : processes) {
                Matcher worker = WORKER.matcher(process);
                if (worker.matches()) {
                    (worker.group(2) == null ? serving : leaving).add(Integer.valueOf(worker.group(1)));
                }
            }
            return new Workers(serving, leaving);
        }

        Set<Integer> all() {
            Set<Integer> all = new HashSet<>(serving);
            all.addAll(leaving);
            return all;
        }

        /** Whether nginx works with a configuration that it took up after there were {@code before}. */
        boolean renewedSince(Set<Integer> before) {
            return serving.stream().anyMatch(worker -> !before.contains(worker));
        }
    }

    /** Where the workload's users are sent; empty when nowhere or when the proxy does not run. */
    Optional<ProxyRoute> route(String workload) throws DockerException, InterruptedException {
        DockerClient.Result file = client.tryDocker(List.of("exec", CONTAINER, "cat", path(workload)));
        return ProxyRoute.parse(workload, String.join("\n", file.output()));
    }

    /**
     * Makes sure that the proxy runs.
     *
     * @param routes of the workloads that run, for a proxy that has to be made
     */
    void ensure(List<ProxyRoute> routes) throws DockerException, InterruptedException {
        DockerClient.Result running =
                client.tryDocker(List.of("container", "inspect", "--format", "{{.State.Running}}", CONTAINER));
        if (running.exitCode() != 0) {
            create(routes);
        } else if (running.output().contains("true")) {
            return;
        }
        client.docker(List.of("start", CONTAINER));
    }

    private void create(List<ProxyRoute> routes) throws DockerException, InterruptedException {
        images.get(host.proxyImage(), PULL_TIMEOUT);
        List<String> command = new ArrayList<>(List.of("create", "--pull", "never", "--name", CONTAINER));
        command.addAll(List.of("--network", "host", "--restart", WorkloadContainer.RESTART_POLICY));
        command.addAll(List.of("--label", "autodeploy.role=proxy", "--entrypoint", "nginx", host.proxyImage()));
        command.addAll(List.of("-g", "daemon off;"));
        client.docker(command);
        put("/etc/nginx/nginx.conf", mainConfiguration());
        for (ProxyRoute route : routes) {
            put(path(route.workload()), route.toNginx(host.listenAddress()));
        }
    }

    /** Whether something else listens on the host where the workload's users are to come. */
    boolean isTaken(int publicPort) throws DockerException, InterruptedException {
        // One of the two tables is missing on a host without IPv6.
        DockerClient.Result tables =
                client.tryDocker(List.of("exec", CONTAINER, "cat", "/proc/net/tcp", "/proc/net/tcp6"));
        return ListeningPorts.taken(tables.output(), host.listenAddress(), publicPort);
    }

    Workers workers() throws DockerException, InterruptedException {
        return Workers.parse(
                client.docker(List.of("top", CONTAINER, "-eo", "pid,args")).output());
    }

    /** Sends new requests along the route as soon as nginx has taken it up; requests under way stay where they are. */
    void send(ProxyRoute route) throws DockerException, InterruptedException {
        String file = path(route.workload());
        DockerClient.Result before = client.tryDocker(List.of("exec", CONTAINER, "cat", file));
        put("/etc/nginx/nginx.conf", mainConfiguration());
        put(file, route.toNginx(host.listenAddress()));
        try {
            client.docker(List.of("exec", CONTAINER, "nginx", "-t", "-q"));
        } catch (DockerException e) {
            if (before.exitCode() == 0) {
                put(file, String.join("\n", before.output()) + "\n");
            } else {
                client.docker(List.of("exec", CONTAINER, "rm", "-f", file));
            }
            throw e;
        }
        reload();
    }

    /** Ends the route of a workload. */
    void forget(String workload) throws DockerException, InterruptedException {
        client.docker(List.of("exec", CONTAINER, "rm", "-f", path(workload)));
        reload();
    }

    /** Asks for an HTTP answer from within the host's network, where every container and loopback port can be reached. */
    Probe.Answer get(String url) throws DockerException, InterruptedException {
        return Probe.Answer.of(client.tryDocker(List.of(
                "exec",
                CONTAINER,
                "curl",
                "--silent",
                "--output",
                "/dev/null",
                "--globoff",
                "--noproxy",
                "*",
                "--max-time",
                "5",
                "--write-out",
                Probe.FORMAT,
                url)));
    }

    /** What nginx last complained of; empty when it did not. */
    String lastComplaint() throws DockerException, InterruptedException {
        DockerClient.Result logs = client.tryDocker(List.of("logs", "--tail", "50", CONTAINER));
        return logs.errors().stream()
                .filter(line -> line.contains("[emerg]"))
                .reduce("", (earlier, later) -> later.replaceFirst(".*\\[emerg\\] ", ""));
    }

    private void reload() throws DockerException, InterruptedException {
        client.docker(List.of("exec", CONTAINER, "nginx", "-s", "reload"));
    }

    private void put(String path, String content) throws DockerException, InterruptedException {
        try (TemporaryDirectory directory = temporary.create()) {
            directory.write("content", content.getBytes(StandardCharsets.UTF_8));
            client.docker(List.of("cp", directory.path() + "/content", CONTAINER + ":" + path));
        } catch (IOException e) {
            throw new DockerException(Kind.REFUSED, "the proxy's configuration could not be written to a file", e);
        }
    }

    private String mainConfiguration() {
        return """
                # Written by AutoDeploy.
                worker_processes auto;
                worker_shutdown_timeout %ds;
                pid /run/nginx.pid;
                error_log /dev/stderr warn;
                events {
                    worker_connections 4096;
                }
                http {
                    access_log /dev/stdout;
                    server_tokens off;
                    client_max_body_size 100m;
                    keepalive_timeout 65s;
                    map $http_upgrade $autodeploy_connection {
                        default upgrade;
                        '' '';
                    }
                    include %sautodeploy-*.conf;
                }
                """.formatted(Math.max(1, host.drainTimeout().toSeconds()), ROUTES);
    }

    /** Where the workload's route is inside the container. */
    static String path(String workload) {
        return ROUTES + "autodeploy-" + workload + ".conf";
    }
}
