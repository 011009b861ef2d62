package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;
import java.util.function.IntFunction;

/** How components of one runtime become an image. */
interface Recipe {
    /** A user that exists nowhere by name, so that a cluster can tell that it is not root. */
    int NOBODY = 65_532;

    boolean fits(Component component);

    /** @throws InvalidInputException when a fact that it needs is missing */
    String dockerfile(Component component) throws InvalidInputException;

    /** What the build context leaves out, beside what every context does. */
    List<String> ignored(Component component);

    /** Where the build context lies in the build stage. */
    String SOURCES = "/app";

    /** Asks for a connection, in images that have bash and nothing else that could ask. */
    IntFunction<List<String>> BY_BASH = port -> List.of("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port);

    /** Where it listens, and the words of a command that fails until it answers there; nothing can be asked of what does not listen. */
    static DockerfileText listening(DockerfileText text, Component component, IntFunction<List<String>> health) {
        if (component.port() == null) {
            return text.line("HEALTHCHECK NONE");
        }
        int port = component.port();
        return text.env("PORT", String.valueOf(port)).expose(port).health(health.apply(port));
    }

    /** Whether it is built from a directory above its own. */
    static boolean isMember(Component component) {
        return !component.buildContext().equals(component.path());
    }

    /** Where the component lies in the build stage. */
    static String place(Component component) {
        if (!isMember(component)) {
            return SOURCES;
        }
        String context = component.buildContext();
        String within =
                context.equals(".") ? component.path() : component.path().substring(context.length() + 1);
        return SOURCES + "/" + within;
    }

    /** The fact, which detection could not find. */
    static String needed(Component component, String fact, String value) throws InvalidInputException {
        if (value == null) {
            throw new InvalidInputException(
                    "component", component.path(), "%s, which is not known: write a Dockerfile for it".formatted(fact));
        }
        return value;
    }

    static DockerfileText labelled(DockerfileText text, Component component) {
        text.label("org.opencontainers.image.title", component.name());
        if (component.framework() != null) {
            text.label("io.jenkins.plugins.autodeploy.framework", component.framework());
        }
        return text;
    }
}
