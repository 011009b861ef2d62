package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commit that a directory has checked out, and when commits were made. */
final class SourceCommit {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String COMMIT = "[0-9a-f]{40,64}";
    private static final String SECONDS = "[0-9]{1,11}";

    private SourceCommit() {}

    /** The full hash; empty where there is no git or no commit. */
    static Optional<String> of(String directory, CommandRunner runner) throws InterruptedException {
        return ask(List.of("git", "rev-parse", "--verify", "HEAD"), directory, runner)
                .filter(hash -> hash.matches(COMMIT));
    }

    /** When a commit was made; empty where there is no git or no such commit. */
    static Optional<Instant> timeOf(String commit, String directory, CommandRunner runner) throws InterruptedException {
        return commit.matches(COMMIT)
                ? ask(List.of("git", "show", "--no-patch", "--format=%ct", commit), directory, runner)
                        .filter(seconds -> seconds.matches(SECONDS))
                        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static Optional<String> ask(List<String> git, String directory, CommandRunner runner)
            throws InterruptedException {
        StringBuilder answer = new StringBuilder();
        try {
            int exit = runner.run(new Command(git, directory, Map.of(), TIMEOUT), answer::append, line -> {});
            return exit == 0 ? Optional.of(answer.toString().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
