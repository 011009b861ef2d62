package io.jenkins.plugins.autodeploy.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real gitleaks where {@code ./dev} keeps it. */
public final class GitleaksProgram {
    private GitleaksProgram() {}

    public static Path path() {
        return PartsCache.of("gitleaks").resolve("gitleaks");
    }

    static boolean isAvailable() {
        return Files.isExecutable(path());
    }
}
