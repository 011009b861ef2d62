package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container to make.
 *
 * @param image the reference for people; {@code imageId} is what runs
 * @param env {@code NAME=value} without line breaks
 * @param provenance where its version came from
 */
record NewContainer(
        String name,
        String workload,
        String deploymentId,
        int revision,
        String environment,
        String image,
        String imageId,
        int containerPort,
        int port,
        int publicPort,
        @CheckForNull String healthPath,
        List<String> env,
        Provenance provenance) {
    private static final String LOOPBACK = "127.0.0.1";

    static String name(String workload, int revision) {
        return "autodeploy-%s-%d".formatted(workload, revision);
    }

    /** The arguments of docker, with the variables left in a file, since every user of the machine sees arguments. */
    List<String> command(String envFile) {
        List<String> command = new ArrayList<>(List.of("create", "--pull", "never", "--name", name));
        labels().forEach((label, value) -> command.addAll(List.of("--label", label + "=" + value)));
        command.addAll(List.of("--publish", "%s:%d:%d".formatted(LOOPBACK, port, containerPort)));
        command.addAll(List.of("--env-file", envFile, imageId));
        return command;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.WORKLOAD, workload);
        labels.put(Labels.DEPLOYMENT_ID, deploymentId);
        labels.put(Labels.REVISION, String.valueOf(revision));
        labels.put(Labels.ENVIRONMENT, environment);
        labels.put(Labels.IMAGE, image);
        labels.put(Labels.CONTAINER_PORT, String.valueOf(containerPort));
        labels.put(Labels.PORT, String.valueOf(port));
        labels.put(Labels.PUBLIC_PORT, String.valueOf(publicPort));
        if (healthPath != null) {
            labels.put(Labels.HEALTH_PATH, healthPath);
        }
        provenance.facts().forEach((fact, value) -> labels.put(Labels.PROVENANCE + fact, value));
        return labels;
    }
}
