package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.BuildStage;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.BuildRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What image is built, how, and where it is pushed. */
final class BuildOptions {
    private static final String WHOLE_DIRECTORY = ".";

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "[REGISTRY[:PORT]/]NAME of the image, without tag (default: the job's name).")
    private String repository;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "A tag; may be given several times (default: the short commit, the run's number).")
    private List<String> tags;

    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description = "Relative to DIR (default: found, else generated).")
    private String dockerfile;

    @Option(
            names = "--builder",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto, docker or jib (default: ${DEFAULT-VALUE}).")
    private String builder;

    @Option(
            names = "--build-arg",
            paramLabel = "NAME=VALUE",
            description = "An argument of the Dockerfile; stays readable in the image, so never a secret.")
    private Map<String, String> buildArgs = new LinkedHashMap<>();

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label of the image.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--target", paramLabel = "STAGE", description = "The Dockerfile's stage to stop at.")
    private String target;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "linux/arm64, for example (default: the builder's).")
    private String platform;

    @Option(
            names = "--push",
            negatable = true,
            description = "Whether to push (default: if the repository names a registry).")
    private Boolean push;

    @ArgGroup(exclusive = false)
    private Login login;

    @Option(names = "--insecure-registry", description = "The registry speaks HTTP or has an untrusted certificate.")
    private boolean insecureRegistry;

    @Option(names = "--no-cache", description = "Build every layer anew.")
    private boolean noCache;

    @Option(names = "--pull", description = "Ask for a newer base image.")
    private boolean pull;

    /** A user of the registry. */
    static final class Login {
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
                    new SecretText(
                            TextFile.read("--password-file", passwordFile).strip()));
        }
    }

    /** @param timeout for the build and the push together */
    BuildRequest request(RecordedRun run, BuildStage stage, Duration timeout)
            throws InvalidInputException, InterruptedException {
        Optional<String> commit = stage.commit();
        String name = repository == null ? run.plainName() : repository;
        return new BuildRequest(
                name,
                tags == null ? stage.defaultTags(commit) : tags,
                WHOLE_DIRECTORY,
                dockerfile,
                builder,
                buildArgs,
                labels,
                target,
                platform,
                pushes(name),
                login == null ? null : login.credentials(),
                insecureRegistry,
                noCache,
                pull,
                timeout,
                commit.orElse(null));
    }

    private boolean pushes(String name) {
        return push != null ? push : BuildRequest.namesRegistry(name);
    }
}
