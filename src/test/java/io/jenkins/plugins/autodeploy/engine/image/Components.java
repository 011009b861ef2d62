package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Locale;

/** Detected components for tests. */
final class Components {
    private Components() {}

    static Component of(String kind, String runtime, String outputDirectory) {
        ComponentKind known = ComponentKind.valueOf(kind.toUpperCase(Locale.ROOT));
        return component(".", known, runtime, outputDirectory, null);
    }

    /** A static site in a directory of the project. */
    static Component in(String path, String dockerfile) {
        return component(path, ComponentKind.STATIC, null, null, dockerfile);
    }

    private static Component component(
            String path, ComponentKind kind, String runtime, String outputDirectory, String dockerfile) {
        return new Component(
                path,
                path,
                "app",
                kind,
                "html",
                null,
                null,
                null,
                null,
                runtime,
                null,
                null,
                null,
                null,
                "java".equals(runtime) ? "java -jar target/app.jar" : null,
                null,
                null,
                null,
                outputDirectory,
                dockerfile,
                null,
                null,
                List.of(),
                1,
                List.of(),
                List.of());
    }
}
