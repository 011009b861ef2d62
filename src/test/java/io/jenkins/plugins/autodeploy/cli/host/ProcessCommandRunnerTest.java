package io.jenkins.plugins.autodeploy.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCommandRunnerTest {
    private final ProcessCommandRunner runner = new ProcessCommandRunner();
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void handsOverBothOutputsLineByLineAndReturnsTheExitCode() throws Exception {
        int code = runner.run(
                command(Duration.ofMinutes(1), script("printf 'a\\r\\nb\\rc'; echo wrong >&2; exit 3")),
                out::add,
                err::add);

        assertThat(code).isEqualTo(3);
        assertThat(out).containsExactly("a", "b", "c");
        assertThat(err).containsExactly("wrong");
    }

    @Test
    void splitsLinesThatAreTooLong() throws Exception {
        runner.run(command(Duration.ofMinutes(1), "head", "-c", "20000", "/dev/zero"), out::add, err::add);

        assertThat(out)
                .extracting(String::length)
                .containsExactly(
                        LineOutputStream.LONGEST_LINE,
                        LineOutputStream.LONGEST_LINE,
                        20000 - 2 * LineOutputStream.LONGEST_LINE);
    }

    @Test
    void givesTheEnvironmentAndDirectoryAndNoInput() throws Exception {
        Command command = new Command(
                List.of(script("cat; echo \"$COLOUR $(pwd)\"")),
                directory.toString(),
                Map.of("COLOUR", "blue"),
                Duration.ofMinutes(1));

        runner.run(command, out::add, err::add);

        assertThat(out).containsExactly("blue " + directory.toRealPath());
    }

    @Test
    void endsTheProcessAndItsChildrenWhenItRunsTooLong() throws Exception {
        String script = script("sleep 600 & echo $!; sleep 600 & echo $!; wait");

        assertThatThrownBy(() -> runner.run(command(Duration.ofSeconds(1), script), out::add, err::add))
                .isInstanceOf(CommandTimeoutException.class);

        assertThat(out).hasSize(2);
        assertAllGone();
    }

    @Test
    void endsTheProcessAndItsChildrenWhenInterrupted() throws Exception {
        String script = script("trap '' TERM; sleep 600 & echo $!; echo $$; while :; do sleep 600; done");
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<String> pids = Collections.synchronizedList(out);
        Thread run = new Thread(() -> {
            try {
                runner.run(command(Duration.ofMinutes(10), script), pids::add, err::add);
            } catch (IOException | InterruptedException e) {
                failure.set(e);
            }
        });
        run.start();
        await().until(() -> pids.size() == 2);

        run.interrupt();
        run.join();

        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertAllGone();
    }

    @Test
    void endsTheProcessWhenNobodyTakesItsOutput() throws Exception {
        String script = script("echo $$; exec sleep 600");

        assertThatThrownBy(() -> runner.run(
                        command(Duration.ofMinutes(10), script),
                        line -> {
                            out.add(line);
                            throw new IllegalStateException("full");
                        },
                        err::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
        assertAllGone();
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertThatThrownBy(() -> runner.run(command(Duration.ofMinutes(1), "no-such-program-here"), out::add, err::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-here");
    }

    private void assertAllGone() {
        for (String pid : out) {
            await().untilAsserted(() -> assertThat(
                            ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                    .isEmpty());
        }
    }

    private Command command(Duration timeout, String... arguments) {
        return new Command(List.of(arguments), directory.toString(), Map.of(), timeout);
    }

    private String script(String body) throws IOException {
        Path script = directory.resolve("script");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }
}
