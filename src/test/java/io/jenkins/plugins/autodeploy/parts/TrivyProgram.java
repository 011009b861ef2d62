package io.jenkins.plugins.autodeploy.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real Trivy where {@code ./dev} keeps it. Its vulnerability database cannot be had on the machines of the tests. */
public final class TrivyProgram {
    private TrivyProgram() {}

    public static Path path() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("autodeploy/trivy/trivy");
    }

    public static boolean isAvailable() {
        return Files.isExecutable(path());
    }
}
