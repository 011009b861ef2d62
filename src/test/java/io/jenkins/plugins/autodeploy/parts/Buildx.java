package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A docker client of today with the component buildx beside it, as most people have it; got by {@code src/dev/buildx.sh}. */
public final class Buildx {
    private Buildx() {}

    static boolean isAvailable() {
        return Files.isExecutable(client()) && Files.isExecutable(directory().resolve("docker-buildx"));
    }

    static Path directory() {
        return PartsCache.of("buildx");
    }

    public static Path client() {
        return directory().resolve("docker");
    }

    /** By which the client finds buildx: a configuration of its own, made in {@code home}. */
    public static Map<String, String> environment(Path home) throws IOException {
        Files.writeString(home.resolve("config.json"), "{\"cliPluginsExtraDirs\": [\"%s\"]}".formatted(directory()));
        return Map.of("DOCKER_CONFIG", home.toString());
    }
}
