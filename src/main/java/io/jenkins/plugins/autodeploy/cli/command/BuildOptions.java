package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.run.BuildStage;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageTags;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
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
    private List<String> tags = List.of();

    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description = "Relative to DIR (default: found, else generated).")
    private String dockerfile;

    @Option(
            names = "--builder",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "auto, docker, buildah, podman, kaniko or jib (default: ${DEFAULT-VALUE}, the first that is there).")
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
            split = ",",
            description = "linux/arm64, for example; several make an index (default: the builder's).")
    private List<String> platforms = List.of();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "The network of RUN instructions: host, none or what else the builder knows.")
    private String network;

    @Option(
            names = "--secret",
            paramLabel = "ID=FILE",
            description = "A file that RUN --mount=type=secret,id=ID may read while the image is built.")
    private Map<String, Path> secrets = new LinkedHashMap<>();

    @Option(names = "--cache-from", paramLabel = "REPOSITORY", description = "Images whose layers may be taken over.")
    private List<String> cacheFrom = List.of();

    @Option(
            names = "--cache-to",
            paramLabel = "REPOSITORY",
            description = "Where layers are pushed to for later builds, or inline to keep what is needed in the image.")
    private String cacheTo;

    @Option(names = "--format", paramLabel = "NAME", description = "oci or docker (default: the builder's own).")
    private String format;

    @Option(
            names = "--base-image",
            paramLabel = "IMAGE",
            description = "What Jib puts files onto: an image, tar://PATH or scratch.")
    private String baseImage;

    @Option(names = "--latest", description = "Give it the tag latest too.")
    private boolean latest;

    @Option(names = "--latest-for", paramLabel = "ENVIRONMENT", description = "Give it the tag ENVIRONMENT-latest too.")
    private String latestFor;

    @Option(
            names = "--push",
            negatable = true,
            description = "Whether to push (default: if the repository names a registry).")
    private Boolean push;

    @ArgGroup(exclusive = false)
    private RegistryLogin login;

    @Option(names = "--insecure-registry", description = "The registry speaks HTTP or has an untrusted certificate.")
    private boolean insecureRegistry;

    @Option(
            names = "--registry-ca",
            paramLabel = "FILE",
            description = "PEM certificates by which the registry's own is trusted.")
    private Path registryCa;

    @Option(names = "--no-cache", description = "Build every layer anew.")
    private boolean noCache;

    @Option(names = "--pull", description = "Ask for a newer base image.")
    private boolean pull;

    /** @param timeout for the build and the push together */
    BuildRequest request(RecordedRun run, BuildStage stage, Duration timeout)
            throws InvalidInputException, InterruptedException {
        Optional<String> commit = stage.commit();
        String name = repository == null ? run.plainName() : repository;
        return new BuildRequest(
                name,
                ImageTags.of(tags, commit.orElse(null), run.number(), latest, latestFor),
                new BuildRequest.Source(WHOLE_DIRECTORY, dockerfile, commit.orElse(null)),
                builder,
                parameters(),
                pushes(name),
                new RegistryAccess(
                        credentials(),
                        insecureRegistry,
                        registryCa == null ? null : TextFile.read("--registry-ca", registryCa)),
                timeout);
    }

    /** Of the registry; null for none. */
    @CheckForNull
    RegistryCredentials credentials() throws InvalidInputException {
        return login == null ? null : login.credentials();
    }

    private BuildParameters parameters() throws InvalidInputException {
        Map<String, SecretText> values = new LinkedHashMap<>();
        for (Map.Entry<String, Path> secret : secrets.entrySet()) {
            values.put(secret.getKey(), new SecretText(TextFile.read("--secret", secret.getValue())));
        }
        return BuildParameters.builder()
                .buildArgs(buildArgs)
                .labels(labels)
                .target(target)
                .platforms(platforms)
                .noCache(noCache)
                .pull(pull)
                .network(network)
                .secrets(values)
                .cacheFrom(cacheFrom)
                .cacheTo(cacheTo)
                .format(format)
                .baseImage(baseImage)
                .build();
    }

    private boolean pushes(String name) {
        return push != null ? push : BuildRequest.namesRegistry(name);
    }
}
