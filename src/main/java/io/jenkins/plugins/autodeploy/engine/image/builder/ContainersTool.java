package io.jenkins.plugins.autodeploy.engine.image.builder;

import java.util.List;

/** Where the command lines of buildah and podman differ. */
enum ContainersTool {
    BUILDAH("buildah", "bud") {
        @Override
        List<String> removeContainer(String id) {
            return List.of("rm", id);
        }

        @Override
        List<String> digestOf(String image) {
            return List.of("inspect", "--type", "image", "--format", "{{.FromImageDigest}}", image);
        }
    },
    PODMAN("podman", "build") {
        @Override
        List<String> removeContainer(String id) {
            return List.of("rm", "--force", id);
        }

        @Override
        List<String> digestOf(String image) {
            return List.of("image", "inspect", "--format", "{{.Digest}}", image);
        }
    };

    private final String program;
    private final String build;

    ContainersTool(String program, String build) {
        this.program = program;
        this.build = build;
    }

    String program() {
        return program;
    }

    /** The command that builds. */
    String build() {
        return build;
    }

    /** The command that removes a container in which a build worked. */
    abstract List<String> removeContainer(String id);

    /** The command that prints the digest of an image in the store. */
    abstract List<String> digestOf(String image);
}
