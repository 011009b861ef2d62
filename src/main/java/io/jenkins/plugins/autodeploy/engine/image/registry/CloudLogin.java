package io.jenkins.plugins.autodeploy.engine.image.registry;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The registries of clouds, which give a machine of their own a password that is good for an hour or so, by its role. Asked of the cloud's command line tool where the image is built, and only where no credentials were
 * given. Sources: <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html">ECR</a>, <a
 * href="https://cloud.google.com/artifact-registry/docs/docker/authentication#token">Artifact Registry</a>, <a
 * href="https://learn.microsoft.com/azure/container-registry/container-registry-authentication">ACR</a>.
 */
public enum CloudLogin {
    ECR(
            "\\d{12}\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)",
            "AWS",
            host -> List.of("aws", "ecr", "get-login-password", "--region", host.group(1))),
    ECR_PUBLIC(
            "public\\.ecr\\.aws",
            "AWS",
            host -> List.of("aws", "ecr-public", "get-login-password", "--region", "us-east-1")),
    GOOGLE(
            "(?:[a-z]+\\.)?gcr\\.io|[a-z0-9-]+-docker\\.pkg\\.dev",
            "oauth2accesstoken",
            host -> List.of("gcloud", "auth", "print-access-token")),
    AZURE(
            "([a-z0-9]+)(?:-[a-z0-9]+)?\\.azurecr\\.(?:io|cn|us)",
            "00000000-0000-0000-0000-000000000000",
            host -> List.of(
                    "az",
                    "acr",
                    "login",
                    "--name",
                    host.group(1),
                    "--expose-token",
                    "--output",
                    "tsv",
                    "--query",
                    "accessToken"));

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int LONGEST_TOKEN = 64 * 1024;

    private final Pattern host;
    private final String user;
    private final Function<MatchResult, List<String>> command;

    CloudLogin(String host, String user, Function<MatchResult, List<String>> command) {
        this.host = Pattern.compile(host);
        this.user = user;
        this.command = command;
    }

    /**
     * What a cloud gives this machine for one of its registries.
     *
     * @param registry host, and port if any
     * @param directory where the tool runs
     * @return empty for registries of no cloud, and where the tool is not there or refuses, which is said
     */
    public static Optional<RegistryCredentials> of(
            String registry, CommandRunner runner, String directory, EventSink events) throws InterruptedException {
        for (CloudLogin cloud : values()) {
            Matcher name = cloud.host.matcher(registry);
            if (name.matches()) {
                return cloud.ask(cloud.command.apply(name), runner, directory, events);
            }
        }
        return Optional.empty();
    }

    private Optional<RegistryCredentials> ask(
            List<String> arguments, CommandRunner runner, String directory, EventSink events)
            throws InterruptedException {
        // Nothing of the standard output may be shown: it is the password.
        StringBuilder token = new StringBuilder();
        List<String> errors = new ArrayList<>();
        String called = String.join(" ", arguments.subList(0, 3));
        try {
            int exitCode = runner.run(
                    new Command(arguments, directory, Map.of(), TIMEOUT),
                    line -> token.append(token.length() < LONGEST_TOKEN ? line : ""),
                    errors::add);
            if (exitCode == 0 && !token.isEmpty()) {
                events.log(Stage.BUILD, "Logging in to the registry with what %s gives this machine".formatted(called));
                return Optional.of(new RegistryCredentials(
                        user, new SecretText(token.toString().strip())));
            }
            String said = Stream.concat(errors.stream(), Stream.of("no password"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow();
            events.log(Stage.BUILD, "%s gave no login (%s); pushing with what the builder has".formatted(called, said));
        } catch (IOException e) {
            events.log(
                    Stage.BUILD,
                    "%s is not on this machine to ask for a login; pushing with what the builder has"
                            .formatted(arguments.get(0)));
        }
        return Optional.empty();
    }
}
