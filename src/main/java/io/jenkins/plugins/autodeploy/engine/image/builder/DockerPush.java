package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts.PushFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pushes by the docker command line, with credentials that are bound for as long as this is open. */
final class DockerPush implements AutoCloseable {
    private final DockerBuilder docker;
    private final BuildOrder order;
    private final RegistryFolder registry;
    private final Map<String, String> environment;

    private DockerPush(
            DockerBuilder docker, BuildOrder order, RegistryFolder registry, Map<String, String> environment) {
        this.docker = docker;
        this.order = order;
        this.registry = registry;
        this.environment = environment;
    }

    static DockerPush open(DockerBuilder docker, BuildOrder order) throws StageFailedException, InterruptedException {
        try {
            RegistryFolder registry = RegistryFolder.open(
                    docker.machine().workspace(), order.names(), order.request().registry());
            try {
                return new DockerPush(docker, order, registry, docker.withCredentials(registry));
            } catch (IOException | InterruptedException e) {
                registry.close();
                throw e;
            }
        } catch (IOException e) {
            throw BuildFaults.pushNotRun(e);
        }
    }

    /** @return the registry's digest of the image */
    String push(String reference) throws StageFailedException, InterruptedException {
        return named(reference, run(reference, List.of("push", reference)));
    }

    /**
     * Puts an index of images that were pushed before into the registry.
     *
     * @return the registry's digest of the index
     */
    String pushIndex(String reference, List<String> images) throws StageFailedException, InterruptedException {
        List<String> insecure = order.request().registry().insecure() ? List.of("--insecure") : List.of();
        List<String> create = concat(List.of("manifest", "create"), insecure, List.of("--amend", reference), images);
        List<String> push = concat(List.of("manifest", "push", "--purge"), insecure, List.of(reference), List.of());
        try {
            run(reference, create);
            PushOutput output = run(reference, push);
            return output.bareDigest().isEmpty() ? named(reference, output) : output.bareDigest();
        } catch (StageFailedException | InterruptedException e) {
            forget(reference);
            throw e;
        }
    }

    @Override
    public void close() throws StageFailedException, InterruptedException {
        try {
            registry.close();
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "The folder with the credentials could not be removed: " + e.getMessage(),
                    "Remove %s on the machine of the build.".formatted(registry.path()),
                    e);
        }
    }

    private PushOutput run(String reference, List<String> arguments) throws StageFailedException, InterruptedException {
        return docker.machine()
                .attempts()
                .run(
                        () -> attempt(reference, arguments),
                        order.names(),
                        order.request().registry().credentials(),
                        order.stages().events());
    }

    private PushOutput attempt(String reference, List<String> arguments)
            throws PushFailedException, StageFailedException, InterruptedException {
        PushOutput output = new PushOutput(order.stages().events());
        try {
            int exitCode = docker.tool()
                    .run(arguments, environment, order.deadline().remaining(), output::line, output::error);
            if (exitCode != 0) {
                throw new PushFailedException(output.failure());
            }
            return output;
        } catch (CommandTimeoutException e) {
            throw BuildFaults.pushTooLate(reference, e);
        } catch (IOException e) {
            throw BuildFaults.pushNotRun(e);
        }
    }

    /** The client keeps an index that was made and not pushed. */
    private void forget(String reference) throws InterruptedException {
        try {
            docker.tool().ask(environment, "manifest", "rm", reference);
        } catch (IOException e) {
            // There was nothing to forget, or the machine is gone.
        }
    }

    private static String named(String reference, PushOutput output) throws StageFailedException {
        if (output.digest().isEmpty()) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "docker push of %s named no digest".formatted(reference),
                    "Look into the output above.");
        }
        return output.digest();
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
