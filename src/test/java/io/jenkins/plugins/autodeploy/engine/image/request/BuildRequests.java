package io.jenkins.plugins.autodeploy.engine.image.request;

import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Requests for tests, each the plain one with some things changed. */
public final class BuildRequests {
    private BuildRequests() {}

    /** Stays on the machine. */
    public static BuildRequest plain(String repository) {
        return with(repository, List.of("1.0"), "auto", false, null);
    }

    /** Pushed with two tags to a registry without TLS. */
    public static BuildRequest pushed(String repository) {
        return with(repository, List.of("1.0", "latest"), "auto", true, null);
    }

    public static BuildRequest pushedAs(String repository, String user, String password) {
        return with(
                repository,
                List.of("1.0", "latest"),
                "auto",
                true,
                new RegistryCredentials(user, new SecretText(password)));
    }

    public static BuildRequest by(String builder, BuildRequest request) {
        return new BuildRequest(
                request.repository(),
                request.tags(),
                request.source(),
                builder,
                request.parameters(),
                request.push(),
                request.registry(),
                request.timeout());
    }

    /** With other parameters than the label {@code team} that the others have. */
    public static BuildRequest how(BuildRequest request, Consumer<BuildParameters.Builder> change) {
        BuildParameters.Builder parameters = BuildParameters.builder().labels(Map.of("team", "blue"));
        change.accept(parameters);
        return new BuildRequest(
                request.repository(),
                request.tags(),
                request.source(),
                request.builder(),
                parameters.build(),
                request.push(),
                request.registry(),
                request.timeout());
    }

    public static BuildRequest from(BuildRequest request, BuildRequest.Source source) {
        return new BuildRequest(
                request.repository(),
                request.tags(),
                source,
                request.builder(),
                request.parameters(),
                request.push(),
                request.registry(),
                request.timeout());
    }

    public static BuildRequest through(BuildRequest request, RegistryAccess registry) {
        return new BuildRequest(
                request.repository(),
                request.tags(),
                request.source(),
                request.builder(),
                request.parameters(),
                request.push(),
                registry,
                request.timeout());
    }

    private static BuildRequest with(
            String repository, List<String> tags, String builder, boolean push, RegistryCredentials credentials) {
        return new BuildRequest(
                repository,
                tags,
                new BuildRequest.Source(".", null, "0123abc"),
                builder,
                BuildParameters.builder().labels(Map.of("team", "blue")).build(),
                push,
                new RegistryAccess(credentials, true, null),
                Duration.ofMinutes(5));
    }
}
