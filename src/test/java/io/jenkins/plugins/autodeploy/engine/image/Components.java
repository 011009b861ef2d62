package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Locale;

/** Detected components for tests. */
final class Components {
    private Components() {}

    static Component of(String kind, String runtime, String outputDirectory) {
        return new Component(
                ".",
                ".",
                "app",
                ComponentKind.valueOf(kind.toUpperCase(Locale.ROOT)),
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
                null,
                null,
                outputDirectory,
                null,
                null,
                1,
                List.of(),
                List.of());
    }
}
