package io.jenkins.plugins.autodeploy.engine.image;

import java.util.List;
import java.util.Locale;

/** What to try after a {@code docker build} failed, by what it said. */
final class DockerAdvice {
    private record Hint(List<String> words, String advice) {}

    private static final List<Hint> HINTS = List.of(
            new Hint(
                    List.of("no space left on device", "disk quota exceeded"),
                    "Make room on the disk of the docker daemon, for example by docker system prune."),
            new Hint(
                    List.of(
                            "pull access denied",
                            "manifest unknown",
                            "failed to resolve source metadata",
                            "failed to do request"),
                    "Check that the base image's name is right and that its registry can be reached from the docker daemon."),
            new Hint(
                    List.of("dockerfile parse error", "unknown instruction", "unknown flag", "requires buildkit"),
                    "Correct the Dockerfile; options such as --mount need BuildKit."),
            new Hint(
                    List.of("failed to compute cache key", "copy failed", "add failed"),
                    "Check that the files that the Dockerfile copies exist and are not left out by .dockerignore."),
            new Hint(
                    List.of("target stage", "failed to reach build target"),
                    "Set target to a stage that the Dockerfile names."));

    private DockerAdvice() {}

    static String of(String output) {
        String said = output.toLowerCase(Locale.ROOT);
        return HINTS.stream()
                .filter(hint -> hint.words().stream().anyMatch(said::contains))
                .map(Hint::advice)
                .findFirst()
                .orElse("The lines above show what the failing instruction printed.");
    }
}
