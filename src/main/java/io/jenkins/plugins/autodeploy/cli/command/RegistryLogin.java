package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A user of a registry. */
final class RegistryLogin {
    @Option(names = "--username", paramLabel = "USER", required = true, description = "User of the registry.")
    private String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            required = true,
            description = "File with the user's password.")
    private Path passwordFile;

    RegistryCredentials credentials() throws InvalidInputException {
        return new RegistryCredentials(
                username,
                new SecretText(TextFile.read("--password-file", passwordFile).strip()));
    }
}
