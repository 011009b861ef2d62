package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.jenkins.host.GitCommit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real repository says of its commits, to the terminal and to Jenkins alike. */
class SourceCommitTest {
    private final ProcessCommandRunner runner = new ProcessCommandRunner();

    @TempDir
    Path directory;

    @Test
    void saysWhichCommitIsCheckedOutAndWhenItWasMade() throws Exception {
        git("init", "--quiet");
        git(
                "-c",
                "user.name=ada",
                "-c",
                "user.email=ada@example.com",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                "one");
        String commit = SourceCommit.of(directory.toString(), runner).orElseThrow();

        Instant made = Instant.parse("2026-03-02T08:00:00Z");
        assertThat(SourceCommit.timeOf(commit, directory.toString(), runner)).contains(made);
        assertThat(GitCommit.timeOf(commit, runner, directory.toString())).contains(made);
    }

    @Test
    void saysNothingWhereThereIsNoSuchCommit() throws Exception {
        String commit = "a".repeat(40);
        assertThat(SourceCommit.timeOf(commit, directory.toString(), runner)).isEmpty();
        git("init", "--quiet");

        assertThat(SourceCommit.timeOf(commit, directory.toString(), runner)).isEmpty();
        assertThat(GitCommit.timeOf(commit, runner, directory.toString())).isEmpty();
        assertThat(SourceCommit.timeOf("--output=x", directory.toString(), runner))
                .as("no commit but an option")
                .isEmpty();
        assertThat(GitCommit.timeOf("--output=x", runner, directory.toString())).isEmpty();
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        int exit = runner.run(
                new Command(
                        command,
                        directory.toString(),
                        Map.of("GIT_COMMITTER_DATE", "2026-03-02T08:00:00Z"),
                        Duration.ofSeconds(30)),
                line -> {},
                line -> {});
        assertThat(exit).isZero();
    }
}
