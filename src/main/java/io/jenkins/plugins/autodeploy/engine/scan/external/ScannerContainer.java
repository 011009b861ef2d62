package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command line of docker that runs a scanner out of a container image. The container sees the workspace at its own path, read-only; it can
 * write its report and its database, the latter into a volume that outlives it. It runs as root without the rights of root beyond those of file access:
 * the workspace, the report's directory and a Docker Engine's socket belong to whoever runs the build, and images name users of their own. Where SELinux
 * labels files, it would not see them either.
 *
 * @param scanner what the image holds
 * @param image its reference
 * @param name of the container, by which it is removed when its client ends early
 */
record ScannerContainer(ExternalScanner scanner, String image, String name) {
    static final String SOCKET = "/var/run/docker.sock";
    private static final String CACHE = "/autodeploy-cache";
    private static final String UNIX = "unix://";
    private static final List<String> PROXY = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    /**
     * The whole command. Values of variables are not in it: docker takes them from its own environment, {@link #environment}.
     *
     * @param workspace absolute path
     * @param endpoint where the Docker Engine answers whose images are scanned, as {@code DOCKER_HOST} has it; null when none is needed
     */
    List<String> command(Errand errand, String workspace, @CheckForNull String endpoint) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name));
        command.addAll(List.of("--user", "0:0", "--cap-drop", "ALL", "--cap-add", "DAC_OVERRIDE"));
        command.addAll(List.of("--security-opt", "no-new-privileges", "--security-opt", "label=disable"));
        command.addAll(List.of("--mount", bind(workspace, workspace) + ",readonly"));
        command.addAll(List.of("--workdir", workspace));
        command.addAll(
                List.of("--mount", "type=volume,source=autodeploy-%s,target=%s".formatted(scanner.program(), CACHE)));
        if (errand.temporary() != null) {
            String directory = errand.temporary().path();
            command.addAll(List.of("--mount", bind(directory, directory)));
        }
        if (endpoint != null && endpoint.startsWith(UNIX)) {
            command.addAll(List.of("--mount", bind(endpoint.substring(UNIX.length()), SOCKET)));
        }
        environment(errand, endpoint).keySet().forEach(variable -> command.addAll(List.of("--env", variable)));
        PROXY.forEach(variable -> command.addAll(List.of("--env", variable)));
        scanner.settings().forEach(variable -> command.addAll(List.of("--env", variable)));
        command.add(image);
        command.addAll(errand.arguments());
        return command;
    }

    /** The variables of docker's client, which passes them on. */
    Map<String, String> environment(Errand errand, @CheckForNull String endpoint) {
        Map<String, String> environment = new TreeMap<>(errand.settings());
        for (Map.Entry<String, SecretText> secret : errand.secrets().entrySet()) {
            environment.put(secret.getKey(), secret.getValue().reveal());
        }
        environment.put(scanner.cacheVariable(), CACHE);
        if (endpoint != null && !endpoint.startsWith(UNIX)) {
            environment.put("DOCKER_HOST", endpoint);
        }
        return environment;
    }

    /** Docker reads a mount as one line of CSV, in which a path with a comma has to be quoted. */
    private static String bind(String source, String target) {
        return "type=bind," + field("source=" + source) + "," + field("target=" + target);
    }

    private static String field(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
