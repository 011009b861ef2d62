package io.jenkins.plugins.autodeploy.engine.detect.rule;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;

/**
 * A framework as data. An ecosystem lists its frameworks in order of precedence: the first whose package the project depends on is the one that runs.
 *
 * @param name as records name it: {@code spring-boot}
 * @param packages any of them tells it
 * @param port where it listens unless told otherwise; null for what does not listen, or is served by a web server
 * @param outputDirectory where its build leaves what is served or started, unless told otherwise
 * @param startCommand starts what was built where the project does not say, or builds what is only files; {@code {entry}}, {@code {file}} and {@code {port}} are filled in
 * @param healthPath where it answers as soon as it is ready, without the project doing anything for it
 * @param madeOf frameworks that it brings along or commonly embeds, so that they are no alternatives to it
 */
public record Framework(
        String name,
        ComponentKind kind,
        List<String> packages,
        @CheckForNull Integer port,
        @CheckForNull String outputDirectory,
        @CheckForNull String startCommand,
        @CheckForNull String healthPath,
        List<String> madeOf) {
    public Framework {
        packages = List.copyOf(packages);
        madeOf = List.copyOf(madeOf);
    }

    /** A process that listens. */
    public static Framework server(String name, int port, String... packages) {
        return new Framework(name, ComponentKind.SERVER, List.of(packages), port, null, null, null, List.of());
    }

    /** A single-page application: built to files, and served with history fallback. */
    public static Framework application(String name, String outputDirectory, String... packages) {
        return new Framework(name, ComponentKind.SPA, List.of(packages), null, outputDirectory, null, null, List.of());
    }

    /** A site of pages: built to files. */
    public static Framework site(String name, String outputDirectory, String... packages) {
        return new Framework(
                name, ComponentKind.STATIC, List.of(packages), null, outputDirectory, null, null, List.of());
    }

    public Framework output(String directory) {
        return new Framework(name, kind, packages, port, directory, startCommand, healthPath, madeOf);
    }

    public Framework start(String command) {
        return new Framework(name, kind, packages, port, outputDirectory, command, healthPath, madeOf);
    }

    public Framework health(String path) {
        return new Framework(name, kind, packages, port, outputDirectory, startCommand, path, madeOf);
    }

    public Framework with(String... frameworks) {
        return new Framework(
                name, kind, packages, port, outputDirectory, startCommand, healthPath, List.of(frameworks));
    }

    /** Whether it listens itself, rather than being files for a web server. */
    public boolean isServer() {
        return kind == ComponentKind.SERVER;
    }

    /** The first of these that a component depends on. */
    public static Optional<Framework> firstOf(List<Framework> frameworks, Dependencies dependencies) {
        return frameworks.stream()
                .filter(framework -> framework.packages.stream().anyMatch(dependencies::has))
                .findFirst();
    }
}
