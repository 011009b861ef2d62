package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container of a workload as {@code docker inspect} shows it.
 *
 * @param image the reference that it was deployed as
 * @param healthPath see {@link Probe#path()}
 * @param env {@code NAME=value}, also those of the image
 * @param proven whether it was found healthy once: from then on the daemon keeps it running
 * @param address its own address on the host's bridge; empty when it does not run
 * @param health what the image's own health check says; null when it has none
 * @param provenance where its version came from
 */
record WorkloadContainer(
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
        boolean proven,
        String status,
        int exitCode,
        boolean outOfMemory,
        int restarts,
        String address,
        @CheckForNull String health,
        @CheckForNull Instant created,
        Provenance provenance) {
    static final String RESTART_POLICY = "unless-stopped";

    WorkloadContainer {
        env = List.copyOf(env);
    }

    /** Empty when somebody else's labels make no sense. */
    static Optional<WorkloadContainer> of(JsonNode inspected) {
        JsonNode labels = inspected.at("/Config/Labels");
        JsonNode state = inspected.path("State");
        List<String> env = new ArrayList<>();
        inspected.at("/Config/Env").forEach(variable -> env.add(variable.asText()));
        WorkloadContainer container = new WorkloadContainer(
                inspected.path("Name").asText().replaceFirst("^/", ""),
                labels.path(Labels.WORKLOAD).asText(),
                labels.path(Labels.DEPLOYMENT_ID).asText(),
                labels.path(Labels.REVISION).asInt(),
                labels.path(Labels.ENVIRONMENT).asText(),
                labels.path(Labels.IMAGE).asText(),
                inspected.path("Image").asText(),
                labels.path(Labels.CONTAINER_PORT).asInt(),
                labels.path(Labels.PORT).asInt(),
                labels.path(Labels.PUBLIC_PORT).asInt(),
                labels.path(Labels.HEALTH_PATH).asText(null),
                env,
                RESTART_POLICY.equals(
                        inspected.at("/HostConfig/RestartPolicy/Name").asText()),
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                inspected.path("RestartCount").asInt(),
                inspected.at("/NetworkSettings/IPAddress").asText(),
                state.has("Health") ? state.at("/Health/Status").asText() : null,
                instant(inspected.path("Created").asText()),
                Provenance.read(fact -> labels.path(Labels.PROVENANCE + fact).asText(null)));
        return container.makesSense() ? Optional.of(container) : Optional.empty();
    }

    boolean isRunning() {
        return status.equals("running");
    }

    /**
     * @param host where it runs
     * @param several whether there is one of its name on other hosts, too
     */
    PodState pod(String host, boolean several) {
        String phase = isRunning() ? "Running" : status.equals("created") ? "Pending" : "Failed";
        boolean ready = isRunning() && proven;
        String reason = ready ? null : isRunning() ? "not yet known to be healthy" : status;
        String shown = several ? "%s on %s".formatted(name, host) : name;
        return new PodState(shown, phase, ready, restarts, host, reason, image, created);
    }

    /** Where it answers on its host. */
    String loopbackUrl() {
        return "http://127.0.0.1:%d/".formatted(port);
    }

    ProxyRoute.Share share(int weight) {
        return new ProxyRoute.Share(name, port, weight);
    }

    ProxyRoute route() {
        return new ProxyRoute(workload, name, port, publicPort);
    }

    private boolean makesSense() {
        return revision > 0 && ProxyRoute.isValid(workload, name, port, publicPort);
    }

    @CheckForNull
    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
