package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.EnvVars;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The commit that a workspace has checked out: from {@code GIT_COMMIT} where the pipeline set it, else asked of git; and when commits were made. */
public final class GitCommit {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COMMIT = "[0-9a-f]{40,64}";
    private static final String SECONDS = "[0-9]{1,11}";

    private GitCommit() {}

    /** Empty where there is no git or no commit. */
    public static Optional<String> of(EnvVars environment, CommandRunner commands, String directory)
            throws InterruptedException {
        String given = environment.get("GIT_COMMIT", "");
        if (given.matches(COMMIT)) {
            return Optional.of(given);
        }
        return ask(List.of("git", "rev-parse", "--verify", "HEAD"), commands, directory)
                .filter(commit -> commit.matches(COMMIT));
    }

    /** When a commit was made; empty where there is no git or no such commit. */
    public static Optional<Instant> timeOf(String commit, CommandRunner commands, String directory)
            throws InterruptedException {
        return commit.matches(COMMIT)
                ? ask(List.of("git", "show", "--no-patch", "--format=%ct", commit), commands, directory)
                        .filter(seconds -> seconds.matches(SECONDS))
                        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static Optional<String> ask(List<String> git, CommandRunner commands, String directory)
            throws InterruptedException {
        AtomicReference<String> answer = new AtomicReference<>("");
        try {
            commands.run(new Command(git, directory, Map.of(), TIMEOUT), answer::set, ignored -> {});
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(answer.get().strip());
    }
}
