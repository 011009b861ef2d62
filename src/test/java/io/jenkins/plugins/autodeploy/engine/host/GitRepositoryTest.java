package io.jenkins.plugins.autodeploy.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
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
        String commit = repository().head().orElseThrow();

        Instant made = Instant.parse("2026-03-02T08:00:00Z");
        assertThat(repository().timeOf(commit)).contains(made);
    }

    @Test
    void saysNothingWhereThereIsNoSuchCommit() throws Exception {
        String commit = "a".repeat(40);
        assertThat(repository().timeOf(commit)).isEmpty();
        git("init", "--quiet");

        assertThat(repository().timeOf(commit)).isEmpty();
        assertThat(repository().timeOf("--output=x"))
                .as("no commit but an option")
                .isEmpty();
    }

    private GitRepository repository() {
        return new GitRepository(runner, directory.toString());
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
