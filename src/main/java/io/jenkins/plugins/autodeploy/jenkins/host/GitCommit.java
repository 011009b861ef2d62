package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.EnvVars;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The commit that a workspace has checked out: from {@code GIT_COMMIT} where the pipeline set it, else asked of git. */
public final class GitCommit {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COMMIT = "[0-9a-f]{40,64}";

    private GitCommit() {}

    /** Empty where there is no git or no commit. */
    public static Optional<String> of(EnvVars environment, CommandRunner commands, String directory)
            throws InterruptedException {
        String given = environment.get("GIT_COMMIT", "");
        if (given.matches(COMMIT)) {
            return Optional.of(given);
        }
        AtomicReference<String> answer = new AtomicReference<>("");
        try {
            commands.run(
                    new Command(List.of("git", "rev-parse", "--verify", "HEAD"), directory, Map.of(), TIMEOUT),
                    answer::set,
                    ignored -> {});
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(answer.get().strip()).filter(commit -> commit.matches(COMMIT));
    }
}
