package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.PushAttempts.PushFailedException;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pushes by {@code docker push}, with credentials in a configuration directory that lives no longer than the push. */
final class DockerPush {
    private final DockerCli docker;
    private final Workspace workspace;
    private final PushAttempts attempts;
    private final EventSink events;

    DockerPush(DockerCli docker, Workspace workspace, PushAttempts attempts, EventSink events) {
        this.docker = docker;
        this.workspace = workspace;
        this.attempts = attempts;
        this.events = events;
    }

    /** @return the registry's digest of the image */
    String push(ImageNames names, RegistryCredentials credentials, Deadline deadline)
            throws StageFailedException, InterruptedException {
        try (TemporaryDirectory configuration = workspace.createTemporaryDirectory()) {
            Map<String, String> environment = new HashMap<>();
            if (credentials != null) {
                configuration.write("config.json", configuration(names, credentials));
                environment.put("DOCKER_CONFIG", configuration.path());
                // The current context is part of the configuration that is replaced here.
                String endpoint = docker.endpoint();
                if (!endpoint.isEmpty()) {
                    environment.put("DOCKER_HOST", endpoint);
                }
            }
            String digest = "";
            for (String reference : names.references()) {
                digest = attempts.run(() -> pushOne(reference, environment, deadline), names, credentials, events);
            }
            return digest;
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.PUSH, "The push could not be run: " + e.getMessage(), "Check the machine of the build.", e);
        }
    }

    static byte[] configuration(ImageNames names, RegistryCredentials credentials) {
        String user = credentials.username() + ":" + credentials.password().reveal();
        String auth = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> configuration = Map.of("auths", Map.of(names.credentialsKey(), Map.of("auth", auth)));
        return Json.write(configuration).getBytes(StandardCharsets.UTF_8);
    }

    private String pushOne(String reference, Map<String, String> environment, Deadline deadline)
            throws PushFailedException, StageFailedException, InterruptedException {
        PushOutput output = new PushOutput(events);
        try {
            int exitCode = docker.run(
                    List.of("push", reference), environment, deadline.remaining(), output::line, output::error);
            if (exitCode != 0) {
                throw new PushFailedException(output.failure());
            }
        } catch (CommandTimeoutException e) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "The push of %s did not end in time".formatted(reference),
                    "Raise timeoutMinutes, or check the connection to the registry.",
                    e);
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.PUSH, "The push could not be run: " + e.getMessage(), "Check the machine of the build.", e);
        }
        if (output.digest().isEmpty()) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "docker push of %s named no digest".formatted(reference),
                    "Look into the output above.");
        }
        return output.digest();
    }
}
