package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How a build fails, and what to try then, by what the builder said. */
final class BuildFaults {
    private record Hint(List<String> words, String advice) {}

    private static final List<Hint> HINTS = List.of(
            new Hint(
                    List.of("no space left on device", "disk quota exceeded"),
                    "Make room on the disk where the builder keeps its images, for example by docker system prune."),
            new Hint(
                    List.of(
                            "pull access denied",
                            "manifest unknown",
                            "failed to resolve source metadata",
                            "failed to do request",
                            "initializing source docker://",
                            "error retrieving image"),
                    "Check that the base image's name is right and that its registry can be reached by the builder."),
            new Hint(
                    List.of("dockerfile parse error", "unknown instruction", "unknown flag", "requires buildkit"),
                    "Correct the Dockerfile; options such as --mount need BuildKit."),
            new Hint(
                    List.of("failed to compute cache key", "copy failed", "add failed", "no such file or directory"),
                    "Check that the files that the Dockerfile copies exist and are not left out by .dockerignore."),
            new Hint(
                    List.of("target stage", "failed to reach build target", "no such stage"),
                    "Set target to a stage that the Dockerfile names."));

    private BuildFaults() {}

    static StageFailedException failed(String command, int exitCode, BuildOutput output) {
        return new StageFailedException(
                Stage.BUILD,
                "%s failed with exit code %d: %s".formatted(command, exitCode, output.failure()),
                advice(output.tail()));
    }

    static StageFailedException tooLate(BuildRequest request, String at, CommandTimeoutException cause) {
        return new StageFailedException(
                Stage.BUILD,
                "The build did not end within %d minutes; it was at: %s"
                        .formatted(request.timeout().toMinutes(), at),
                "Raise timeoutMinutes, or find out what hangs.",
                cause);
    }

    static StageFailedException notRun(IOException cause) {
        return new StageFailedException(
                Stage.BUILD,
                "The build could not be run: " + cause.getMessage(),
                advice(String.valueOf(cause.getMessage())),
                cause);
    }

    static StageFailedException pushTooLate(String reference, CommandTimeoutException cause) {
        return new StageFailedException(
                Stage.PUSH,
                "The push of %s did not end in time".formatted(reference),
                "Raise timeoutMinutes, or check the connection to the registry.",
                cause);
    }

    static StageFailedException pushNotRun(IOException cause) {
        return new StageFailedException(
                Stage.PUSH,
                "The push could not be run: " + cause.getMessage(),
                "Check the machine of the build.",
                cause);
    }

    private static String advice(String output) {
        String said = output.toLowerCase(Locale.ROOT);
        return HINTS.stream()
                .filter(hint -> hint.words().stream().anyMatch(said::contains))
                .map(Hint::advice)
                .findFirst()
                .orElse("The lines above show what the failing instruction printed.");
    }
}
