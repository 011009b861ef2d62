package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.serve.WaitingDeployment;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Decisions from a terminal and from a file. */
class ApprovalAnswersTest {
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(stream, stream, Ansi.OFF);
    private final List<ApprovalDecision> decisions = new CopyOnWriteArrayList<>();
    private final WaitingDeployment deployment = new WaitingDeployment(
            Samples.deployment(1, "production", DeploymentStatus.PENDING).toBuilder()
                    .approval(new Approval(List.of(), 1, false, Instant.MAX, List.of()))
                    .build(),
            record -> decisions.addAll(record.approval().decisions()));

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aFileDecidesOnceItHasAWholeLineThatDoes() throws Exception {
        Path file = directory.resolve("approval");
        ApprovalAnswers.ofFile(file, terminal).follow(deployment, executor);

        Files.writeString(file, "perhaps\n");
        await().until(() -> told.toString(StandardCharsets.UTF_8).contains("decides nothing"));
        Files.writeString(file, "approve grace");
        Files.writeString(file, "approve grace Looks right\nreject ada\n");

        await().until(() -> decisions.size() == 1);
        assertThat(decisions.get(0).sentence()).isEqualTo("Approved by grace: Looks right");
    }

    @Test
    void aPersonIsAskedUntilTheAnswerIsOne() {
        Queue<String> typed = new ArrayDeque<>(List.of("", "yesterday", "No not today"));

        ApprovalAnswers.ofPrompt(terminal, typed::poll, "ada").follow(deployment, executor);

        await().until(() -> decisions.size() == 1);
        assertThat(decisions.get(0).sentence()).isEqualTo("Rejected by ada: not today");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("to production? yes or no");
    }

    @Test
    void whoeverClosesTheTerminalDidNotSayYes() {
        ApprovalAnswers.ofPrompt(terminal, () -> null, "ada").follow(deployment, executor);

        await().until(() -> decisions.size() == 1);
        assertThat(decisions.get(0).approved()).isFalse();
    }
}
