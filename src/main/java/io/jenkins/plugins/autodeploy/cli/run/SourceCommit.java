package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commit that a directory has checked out. */
final class SourceCommit {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private SourceCommit() {}

    /** The full hash; empty where there is no git or no commit. */
    static Optional<String> of(String directory, CommandRunner runner) throws InterruptedException {
        StringBuilder hash = new StringBuilder();
        Command command = new Command(List.of("git", "rev-parse", "--verify", "HEAD"), directory, Map.of(), TIMEOUT);
        try {
            int exit = runner.run(command, hash::append, line -> {});
            return exit == 0 && hash.toString().matches("[0-9a-f]{40,64}")
                    ? Optional.of(hash.toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
