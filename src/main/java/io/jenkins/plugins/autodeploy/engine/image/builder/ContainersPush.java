package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts.PushFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushes what buildah or podman built. */
record ContainersPush(Machine machine, ContainersTool kind, BuildOrder order, RegistryFolder registry) {
    private static final String DIGEST_FILE = "digest";
    private static final int LONGEST_DIGEST = 200;

    /**
     * @param source what it is called in the store
     * @param index whether it is an index, which is pushed with all that it names
     * @return the registry's digest
     */
    String push(String source, String reference, boolean index) throws StageFailedException, InterruptedException {
        return machine.attempts()
                .run(
                        () -> attempt(source, reference, index),
                        order.names(),
                        order.request().registry().credentials(),
                        order.stages().events());
    }

    private String attempt(String source, String reference, boolean index)
            throws PushFailedException, StageFailedException, InterruptedException {
        PushOutput output = new PushOutput(order.stages().events());
        try (TemporaryDirectory temporary = machine.workspace().createTemporaryDirectory()) {
            int exitCode = machine.tool(kind.program())
                    .run(
                            arguments(source, reference, index, temporary.path() + "/" + DIGEST_FILE),
                            Map.of("TMPDIR", temporary.path()),
                            order.deadline().remaining(),
                            output::line,
                            output::error);
            if (exitCode != 0) {
                throw new PushFailedException(output.failure());
            }
            return new String(temporary.read(DIGEST_FILE, LONGEST_DIGEST), StandardCharsets.US_ASCII).strip();
        } catch (CommandTimeoutException e) {
            throw BuildFaults.pushTooLate(reference, e);
        } catch (IOException e) {
            throw BuildFaults.pushNotRun(e);
        }
    }

    private List<String> arguments(String source, String reference, boolean index, String digestFile) {
        List<String> arguments = new ArrayList<>(index ? List.of("manifest", "push", "--all") : List.of("push"));
        arguments.addAll(List.of("--digestfile", digestFile));
        arguments.addAll(ContainersArguments.access(order, registry));
        if ("docker".equals(order.request().parameters().format())) {
            arguments.addAll(List.of("--format", "v2s2"));
        }
        arguments.addAll(List.of(source, "docker://" + reference));
        return arguments;
    }
}
