package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * What of a project can become an image without running anything in it.
 *
 * @param directory with the finished files, relative to the workspace's root
 * @param baseImage what the image starts from; {@code scratch} for nothing
 * @param port that it listens on
 */
public record PrebuiltContent(Kind kind, String directory, String baseImage, int port) implements Serializable {
    static final String BASE_IMAGE = "BASE_IMAGE";

    private static final int HTTP_PORT = 80;
    private static final int JAVA_PORT = 8080;
    private static final String NGINX = "nginx:1.28-alpine";
    private static final String JAVA_RUNTIME = "eclipse-temurin:%s-jre";
    private static final String DEFAULT_JAVA = "17";

    /** What the finished files are. */
    public enum Kind {
        /** Served as they are. */
        SITE,
        /** Served, with {@code index.html} for every address that is no file. */
        SINGLE_PAGE,
        /** One executable jar, in the build tool's output directory below {@link #directory()}. */
        JAR
    }

    /**
     * What there is of a component.
     *
     * @param directory of the component, relative to the workspace's root
     * @return empty when an image of it needs something to be run in it
     */
    static Optional<PrebuiltContent> of(Component component, String directory, Map<String, String> buildArgs) {
        String base = buildArgs.get(BASE_IMAGE);
        if (component.kind() == ComponentKind.STATIC || component.kind() == ComponentKind.SPA) {
            Kind kind = component.kind() == ComponentKind.SPA ? Kind.SINGLE_PAGE : Kind.SITE;
            String files = BuildRequest.below(directory, component.outputDirectory());
            return Optional.of(new PrebuiltContent(kind, files, base != null ? base : NGINX, HTTP_PORT));
        }
        if (component.kind() == ComponentKind.SERVER && isOneJar(component)) {
            String version = component.runtimeVersion() != null ? component.runtimeVersion() : DEFAULT_JAVA;
            int port = component.port() != null ? component.port() : JAVA_PORT;
            String runtime = base != null ? base : JAVA_RUNTIME.formatted(version);
            return Optional.of(new PrebuiltContent(Kind.JAR, directory, runtime, port));
        }
        return Optional.empty();
    }

    /** Quarkus starts from a jar that has its libraries beside it. */
    private static boolean isOneJar(Component component) {
        String start = component.startCommand() == null ? "" : component.startCommand();
        return "java".equals(component.runtime())
                && start.startsWith("java -jar ")
                && !start.endsWith("/quarkus-run.jar");
    }
}
