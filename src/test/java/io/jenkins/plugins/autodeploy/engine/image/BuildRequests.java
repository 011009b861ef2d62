package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests for tests, each the plain one with one thing changed. */
final class BuildRequests {
    private BuildRequests() {}

    static BuildRequest plain(String repository) {
        return with(repository, List.of("1.0"), "auto", false, null);
    }

    static BuildRequest pushed(String repository) {
        return with(repository, List.of("1.0", "latest"), "auto", true, null);
    }

    static BuildRequest pushedAs(String repository, String user, String password) {
        return with(
                repository,
                List.of("1.0", "latest"),
                "auto",
                true,
                new RegistryCredentials(user, new SecretText(password)));
    }

    static BuildRequest by(String builder, BuildRequest request) {
        return with(request.repository(), request.tags(), builder, request.push(), request.credentials());
    }

    static BuildRequest with(
            String repository, List<String> tags, String builder, boolean push, RegistryCredentials credentials) {
        return new BuildRequest(
                repository,
                tags,
                ".",
                null,
                builder,
                Map.of("VERSION", "7"),
                Map.of("team", "blue"),
                null,
                null,
                push,
                credentials,
                true,
                false,
                false,
                Duration.ofMinutes(5),
                "0123abc");
    }
}
