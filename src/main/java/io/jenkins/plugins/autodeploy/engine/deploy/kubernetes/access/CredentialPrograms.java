package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the programs that kubeconfigs name for credentials, on a machine where whoever brings the kubeconfig may run programs anyway: never on the one where the engine runs for others. */
@FunctionalInterface
public interface CredentialPrograms {
    /**
     * Runs one in a working directory of the host's choice; see {@link CommandRunner#run}.
     *
     * @throws IOException also when that machine cannot be reached now
     */
    int run(
            List<String> arguments,
            Map<String, String> environment,
            Duration timeout,
            Consumer<String> standardOutput,
            Consumer<String> standardError)
            throws IOException, InterruptedException;
}
