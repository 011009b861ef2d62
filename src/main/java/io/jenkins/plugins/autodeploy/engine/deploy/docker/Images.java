package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a Docker host. */
final class Images {
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final DockerClient client;
    private final TemporaryDirectories temporary;

    @CheckForNull
    private final RegistryCredentials credentials;

    Images(DockerClient client, TemporaryDirectories temporary, @CheckForNull RegistryCredentials credentials) {
        this.client = client;
        this.temporary = temporary;
        this.credentials = credentials;
    }

    /** Empty when the image is not on the host. */
    Optional<ImageDescription> find(String reference) throws DockerException, InterruptedException {
        DockerClient.Result result = client.tryDocker(List.of("image", "inspect", reference));
        if (result.exitCode() != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(ImageDescription.of(Json.readTree(result.json()).path(0)));
        } catch (JsonProcessingException e) {
            throw new DockerException(Kind.REFUSED, "docker image inspect did not answer with JSON", e);
        }
    }

    /** Takes the image from its registry unless it is on the host. */
    ImageDescription get(String reference, Duration timeout) throws DockerException, InterruptedException {
        Optional<ImageDescription> there = find(reference);
        if (there.isPresent()) {
            return there.get();
        }
        pull(reference, timeout);
        return find(reference)
                .orElseThrow(() -> new DockerException(
                        Kind.ABSENT, "image %s is not on the host although it was pulled".formatted(reference)));
    }

    private void pull(String reference, Duration timeout) throws DockerException, InterruptedException {
        List<String> command = List.of("pull", "--quiet", reference);
        if (credentials == null) {
            client.docker(command, Map.of(), timeout);
            return;
        }
        try (TemporaryDirectory configuration = temporary.create()) {
            configuration.write("config.json", configuration(reference));
            client.docker(command, Map.of("DOCKER_CONFIG", configuration.path()), timeout);
        } catch (IOException e) {
            throw new DockerException(Kind.REFUSED, "the credentials could not be put into a file for docker pull", e);
        }
    }

    private byte[] configuration(String reference) {
        String user = credentials.username() + ":" + credentials.password().reveal();
        String auth = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return Json.write(Map.of("auths", Map.of(registry(reference), Map.of("auth", auth))))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The registry of a reference as docker's configuration names it: what stands before the first slash if it looks like a host. */
    static String registry(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : DOCKER_HUB;
    }
}
