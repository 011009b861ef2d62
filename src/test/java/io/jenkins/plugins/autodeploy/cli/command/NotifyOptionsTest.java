package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who a terminal tells, without an address on its command line. */
class NotifyOptionsTest {
    @TempDir
    private Path directory;

    @Command
    static final class Deploying {
        @Mixin
        private NotifyOptions notify;
    }

    @Test
    void isNobodyUnlessAskedFor() throws InvalidInputException {
        assertThat(recipients(Map.of())).isEmpty();
        assertThat(recipients(Map.of("AUTODEPLOY_SLACK_URL", " "))).isEmpty();
    }

    @Test
    void isWhomTheEnvironmentNames() throws InvalidInputException {
        assertThat(recipients(Map.of(
                        "AUTODEPLOY_SLACK_URL", "https://hooks.example/a", "AUTODEPLOY_WEB_HOOK_URL", "http://b")))
                .extracting(Recipient::name)
                .containsExactly("The web hook", "Slack");
    }

    @Test
    void isWhomAFileNames() throws Exception {
        Path file = Files.writeString(directory.resolve("url"), "https://hooks.example/a\n");

        assertThat(recipients(Map.of(), "--slack-file", file.toString()))
                .extracting(Recipient::name)
                .containsExactly("Slack");
    }

    @Test
    void showsNoAddressThatIsMistaken() throws Exception {
        Path file = Files.writeString(directory.resolve("url"), "hooks.example/T0KEN");

        assertThatThrownBy(() -> recipients(Map.of(), "--web-hook-file", file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--web-hook-file: '****' is not valid");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> recipients(
                        Map.of(), "--web-hook-file", directory.resolve("none").toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--web-hook-file");
    }

    private static List<Recipient> recipients(Map<String, String> environment, String... arguments)
            throws InvalidInputException {
        Deploying command = new Deploying();
        new CommandLine(command).parseArgs(arguments);
        return command.notify.recipients(environment);
    }
}
