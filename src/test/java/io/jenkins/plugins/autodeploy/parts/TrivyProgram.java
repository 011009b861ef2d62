package io.jenkins.plugins.autodeploy.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real Trivy where {@code ./dev} keeps it. Its vulnerability database cannot be had on the machines of the tests. */
public final class TrivyProgram {
    private TrivyProgram() {}

    public static Path path() {
        return PartsCache.of("trivy").resolve("trivy");
    }

    static boolean isAvailable() {
        return Files.isExecutable(path());
    }
}
