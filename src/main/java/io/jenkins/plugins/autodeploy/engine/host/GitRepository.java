package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What git says of a directory. Blocks while git runs, ten seconds at most.
 *
 * @param directory path on the machine where the commands run
 */
public record GitRepository(CommandRunner commands, String directory) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** Whether the text is the full hash of a commit. */
    public static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** The full hash of the commit that is checked out; empty where there is no git or no commit. */
    public Optional<String> head() throws InterruptedException {
        return ask("git", "rev-parse", "--verify", "HEAD").filter(GitRepository::isCommit);
    }

    /** When a commit was made; empty where there is no git or no such commit. */
    public Optional<Instant> timeOf(String commit) throws InterruptedException {
        return isCommit(commit)
                ? ask("git", "show", "--no-patch", "--format=%ct", commit)
                        .filter(seconds -> SECONDS.matcher(seconds).matches())
                        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private Optional<String> ask(String... git) throws InterruptedException {
        StringBuilder answer = new StringBuilder();
        try {
            int exit =
                    commands.run(new Command(List.of(git), directory, Map.of(), TIMEOUT), answer::append, line -> {});
            return exit == 0 ? Optional.of(answer.toString().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
