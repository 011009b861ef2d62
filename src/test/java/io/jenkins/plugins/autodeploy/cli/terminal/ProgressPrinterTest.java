package io.jenkins.plugins.autodeploy.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** What a person sees of a run. */
class ProgressPrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void tellsHowLongAStageTook() {
        ProgressPrinter printer = printer(Ansi.OFF);

        printer.stage(Stage.BUILD, StageStatus.RUNNING, "Building web:1");
        printer.log(Stage.BUILD, "Step 1/2 : FROM scratch");
        now = now.plusSeconds(75);
        printer.stage(Stage.BUILD, StageStatus.SUCCEEDED, "Built web:1");

        assertThat(err).hasToString("""
                build    Building web:1
                    Step 1/2 : FROM scratch
                build    done in 1 min 15 s: Built web:1
                """);
        assertThat(out.size()).isZero();
    }

    @Test
    void saysOnceWhatStagesSayInWords() {
        ProgressPrinter printer = printer(Ansi.OFF);

        printer.fact(EventType.IMAGE, Stage.BUILD, "web:1", Map.of());
        printer.fact(EventType.POD, Stage.VERIFY, "web-1: ready", Map.of());

        assertThat(err).hasToString("    web-1: ready\n");
    }

    @Test
    void coloursOnlyWhereItMay() {
        printer(Ansi.ON).stage(Stage.DEPLOY, StageStatus.FAILED, "no");
        assertThat(err.toString()).contains("\u001b[31m", "failed");
        err.reset();

        printer(Ansi.OFF).stage(Stage.DEPLOY, StageStatus.FAILED, "no");
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void letsNoOutputSteerTheTerminal() {
        printer(Ansi.OFF).log(Stage.BUILD, "\u001b[2J\u001b]0;title\u0007a\bb\r\u001b[31mc");

        assertThat(err).hasToString("    abc\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "349, 0.3 s",
        "9999, 10.0 s",
        "10000, 10 s",
        "59999, 59 s",
        "60000, 1 min 0 s",
        "3700000, 61 min 40 s"
    })
    void namesDurationsAsPeopleDo(long millis, String words) {
        assertThat(ProgressPrinter.inWords(Duration.ofMillis(millis))).isEqualTo(words);
    }

    private ProgressPrinter printer(Ansi ansi) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                ansi);
        return new ProgressPrinter(terminal, () -> now);
    }
}
