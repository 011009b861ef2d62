package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code docs/cli.md} says is so. */
class ManualTest {
    private static final Path MANUAL = Path.of("docs/cli.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?:^|`)autodeploy ([a-z]+)([^`\\n#]*)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    private final CommandLine autodeploy = AutoDeployCommand.commandLine(new TestHost(Path.of("home")).host());
    private final Map<String, CommandLine> commands = autodeploy.getSubcommands();

    @Test
    void showsEveryCommandByAnExampleThatIsUnderstood() throws IOException {
        var shown = EXAMPLE.matcher(Files.readString(MANUAL)).results().toList();

        for (MatchResult example : shown) {
            assertThat(commands).containsKey(example.group(1));
            autodeploy.parseArgs(split(example.group(1) + example.group(2)));
        }
        assertThat(shown).extracting(example -> example.group(1)).containsAll(commands.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/generating.md",
                "docs/images.md",
                "docs/security-scan.md",
                "docs/rollback.md",
                "docs/audit-and-notifications.md"
            })
    void understandsTheExamplesOfOtherPages(String page) throws IOException {
        var shown = EXAMPLE.matcher(Files.readString(Path.of(page))).results().toList();

        assertThat(shown).isNotEmpty();
        for (MatchResult example : shown) {
            autodeploy.parseArgs(split(example.group(1) + example.group(2)));
        }
    }

    @Test
    void namesNoOptionThatIsNotThere() throws IOException {
        var known = commands.values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> Stream.concat(
                        command.optionsMap().keySet().stream(), command.negatedOptionsMap().keySet().stream()))
                .toList();

        assertThat(OPTION.matcher(Files.readString(MANUAL)).results())
                .extracting(MatchResult::group)
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @Test
    void listsAllExitCodes() throws IOException {
        String manual = Files.readString(MANUAL);

        assertThat(ExitCode.values()).allMatch(code -> manual.contains("\n| %d | ".formatted(code.number())));
    }

    private static String[] split(String arguments) {
        return Arrays.stream(arguments.strip().replaceAll("\"[^\"]*\"", "text").split("\\s+"))
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new);
    }
}
