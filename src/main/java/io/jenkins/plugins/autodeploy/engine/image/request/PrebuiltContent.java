package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.io.Serializable;
import java.util.Optional;

/**
 * What of a project can become an image without running anything in it.
 *
 * @param directory with the finished files, relative to the workspace's root
 * @param output what the project's own build makes in it, relative to {@code directory}; null when it makes nothing
 * @param baseImage what the image starts from; {@code scratch} for nothing
 * @param start the command that starts it, as detected; null where the content itself tells or nothing is started
 * @param port that it listens on; null when not known
 */
public record PrebuiltContent(
        Kind kind,
        String directory,
        @CheckForNull String output,
        String baseImage,
        @CheckForNull String start,
        @CheckForNull Integer port)
        implements Serializable {
    private static final int HTTP_PORT = 80;
    private static final int JAVA_PORT = 8080;
    private static final String NGINX = "nginx:1.28-alpine";

    /** What the finished files are. */
    public enum Kind {
        /** Served as they are. */
        SITE,
        /** Served, with {@code index.html} for every address that is no file. */
        SINGLE_PAGE,
        /** One executable jar, in the build tool's output directory below {@link #directory()}. */
        JAR,
        /** Quarkus' directory with a jar that has its libraries beside it. */
        QUARKUS,
        /** A program for Node with its {@code node_modules}. */
        NODE,
        /** A program for Python with its dependencies in a directory of the project. */
        PYTHON
    }

    /**
     * What there is of a component.
     *
     * @param directory of the component, relative to the workspace's root
     * @param baseImage null for the usual one
     * @return empty when an image of it needs something to be run in it
     */
    public static Optional<PrebuiltContent> of(Component component, String directory, @CheckForNull String baseImage) {
        if (component.kind() == ComponentKind.STATIC || component.kind() == ComponentKind.SPA) {
            Kind kind = component.kind() == ComponentKind.SPA ? Kind.SINGLE_PAGE : Kind.SITE;
            String files = BuildRequest.below(directory, component.outputDirectory());
            return Optional.of(
                    new PrebuiltContent(kind, files, null, baseImage != null ? baseImage : NGINX, null, HTTP_PORT));
        }
        String start = component.startCommand();
        boolean starts = component.kind() == ComponentKind.SERVER || component.kind() == ComponentKind.WORKER;
        Runtime runtime = starts && start != null ? Runtime.of(component.runtime()) : null;
        return runtime == null
                ? Optional.empty()
                : runtime.kind(start)
                        .map(kind -> new PrebuiltContent(
                                kind,
                                directory,
                                runtime == Runtime.JAVA ? null : component.outputDirectory(),
                                baseImage != null ? baseImage : runtime.image(component.runtimeVersion()),
                                start,
                                component.port() == null && runtime == Runtime.JAVA
                                        ? Integer.valueOf(JAVA_PORT)
                                        : component.port()));
    }

    /** What runs a program, with the image that has it. */
    private enum Runtime {
        JAVA("eclipse-temurin:%s-jre", "17"),
        NODE("node:%s-slim", "22"),
        PYTHON("python:%s-slim", "3.12");

        private final String image;
        private final String usualVersion;

        Runtime(String image, String usualVersion) {
            this.image = image;
            this.usualVersion = usualVersion;
        }

        @CheckForNull
        static Runtime of(@CheckForNull String name) {
            for (Runtime runtime : values()) {
                if (runtime.name().equalsIgnoreCase(name)) {
                    return runtime;
                }
            }
            return null;
        }

        String image(@CheckForNull String version) {
            return image.formatted(version != null ? version : usualVersion);
        }

        /** Empty for a program of Java that no jar starts. */
        Optional<Kind> kind(String start) {
            return switch (this) {
                case NODE -> Optional.of(Kind.NODE);
                case PYTHON -> Optional.of(Kind.PYTHON);
                case JAVA -> {
                    if (start.endsWith("/quarkus-run.jar")) {
                        yield Optional.of(Kind.QUARKUS);
                    }
                    yield start.startsWith("java -jar ") ? Optional.of(Kind.JAR) : Optional.empty();
                }
            };
        }
    }
}
