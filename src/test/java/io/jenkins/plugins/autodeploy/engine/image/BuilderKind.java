package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The builders of Dockerfiles that run here. */
enum BuilderKind {
    DOCKER,
    BUILDX,
    BUILDAH,
    PODMAN;

    /** Whether a daemon does the work. */
    boolean isDocker() {
        return this == DOCKER || this == BUILDX;
    }

    /** As the parameter calls it. */
    String builder() {
        return isDocker() ? "docker" : name().toLowerCase(Locale.ROOT);
    }

    /** @param scratch where it may keep settings */
    OneBuilder on(DockerEngine engine, ContainersStore store, Path scratch) throws IOException {
        return switch (this) {
            case DOCKER -> OneBuilder.docker(engine);
            case BUILDX -> OneBuilder.buildx(engine, Files.createTempDirectory(scratch, "buildx"));
            case BUILDAH, PODMAN -> OneBuilder.of(builder(), store);
        };
    }
}
