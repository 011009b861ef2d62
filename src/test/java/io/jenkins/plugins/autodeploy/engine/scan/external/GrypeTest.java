package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grype as a recorded runner plays it, and as a script that behaves like its program does. */
class GrypeTest {
    private static final ScanTarget DIRECTORY = new ScanTarget(null, ".");
    private static final ScanTarget IMAGE = new ScanTarget("registry.example.com/team/app:1.0", ".");
    private static final Set<FindingKind> VULNERABILITIES = EnumSet.of(FindingKind.VULNERABILITY);
    private static final String VERSION = "{\"application\":\"grype\",\"version\":\"0.99.1\",\"supportedDbSchema\":6}";
    private static final byte[] NOTHING = "{\"matches\":[]}".getBytes(UTF_8);

    @TempDir
    Path project;

    @TempDir
    Path tool;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        workspace.assertThatNoTemporaryDirectoryIsLeft();
    }

    @Test
    void readsTheReportAndTheAgeOfTheDatabaseThatMadeIt() throws Exception {
        RecordedScanner grype =
                new RecordedScanner(VERSION, "", RecordedScanner.writing(ReportSamples.report("grype/directory-0.74")));

        ScanResult result = scan(grype, ScannerOptions.NONE, DIRECTORY);

        assertThat(grype.scan().arguments())
                .containsExactly(
                        "grype",
                        "dir:" + project.toRealPath(),
                        "--output",
                        "json",
                        "--file",
                        workspace.temporaries().get(0) + "/report.json");
        assertThat(result.version()).isEqualTo("0.99.1");
        assertThat(result.databaseTime()).isEqualTo(Instant.parse("2026-02-28T01:24:00Z"));
        assertThat(result.checked()).isEqualTo(VULNERABILITIES);
        assertThat(result.findings()).extracting(Finding::id).containsExactly("CVE-2021-23337", "ELSA-2024-1234");
        assertThat(result.packages()).isNull();
        assertThat(result.remarks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "registry:2, docker.io/library/registry:2",
        "docker:24-dind, docker.io/library/docker:24-dind",
        "app:1.0, app:1.0",
        "registry.example.com:5000/app:1.0, registry.example.com:5000/app:1.0",
    })
    void doesNotLetANameBeTakenForAKindOfSource(String image, String expected) throws Exception {
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.writing(NOTHING));

        scan(grype, ScannerOptions.NONE, new ScanTarget(image, "."));

        assertThat(grype.scan().arguments()).startsWith("grype", expected);
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.writing(NOTHING));

        new Grype(ScannerOptions.NONE, List.of("docs/**", "**/*.jar"), grype, workspace, events)
                .scan(DIRECTORY, VULNERABILITIES, Duration.ofMinutes(1));

        assertThat(grype.scan().arguments()).endsWith("--exclude", "./docs/**", "--exclude", "**/*.jar");
    }

    @Test
    void givesCredentialsByTheEnvironmentAlone() throws Exception {
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.writing(NOTHING));
        RegistryCredentials ann = new RegistryCredentials("ann", new SecretText("s3cret,word"));

        scan(grype, new ScannerOptions(null, null, null, null, ann, null, false), IMAGE);

        assertThat(grype.scan().environment())
                .containsEntry("GRYPE_REGISTRY_AUTH_USERNAME", "ann")
                .containsEntry("GRYPE_REGISTRY_AUTH_PASSWORD", "s3cret,word");
        assertThat(grype.commands()).allSatisfy(command -> assertThat(command.arguments())
                .noneMatch(argument -> argument.contains("s3cret")));
    }

    @Test
    void doesNotRunWhereNoVulnerabilitiesAreWanted() throws Exception {
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.failing(1));

        ScanResult result = new Grype(ScannerOptions.NONE, List.of(), grype, workspace, events)
                .scan(DIRECTORY, Set.of(), Duration.ofMinutes(1));

        assertThat(result.checked()).isEmpty();
        assertThat(workspace.temporaries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to load vulnerability db: database does not exist: /root/.cache/grype/db/6/vulnerability.db",
                "[0001] ERROR failed to load vulnerability db: unable to update vulnerability database: no such host",
                "1 error occurred: * db could not be loaded: bad db checksum (/db): \"a\" vs \"b\"",
                "unable to determine the status of the vulnerability db",
            })
    void saysWhatToDoWithoutADatabase(String line) {
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.failing(1, line, ""));

        assertThatThrownBy(() -> scan(grype, ScannerOptions.NONE, IMAGE))
                .isInstanceOf(ScannerFailedException.NoDatabase.class)
                .hasMessageStartingWith("Grype has no vulnerability database that it can use (" + line);
    }

    @Test
    void saysThatADatabaseIsTooOld() {
        String line = "failed to load vulnerability db: the vulnerability database was built 2 weeks ago"
                + " (max allowed age is 5 days)";
        RecordedScanner grype = new RecordedScanner(VERSION, "", RecordedScanner.failing(1, line, "1 error occurred"));

        assertThatThrownBy(() -> scan(grype, ScannerOptions.NONE, IMAGE))
                .isInstanceOf(ScannerFailedException.NoDatabase.class)
                .hasMessageStartingWith("Grype's vulnerability database is too old (" + line);
    }

    @Test
    void failsWithItsLastWords() {
        RecordedScanner grype = new RecordedScanner(
                VERSION, "", RecordedScanner.failing(1, "failed to catalog: could not fetch image \u001B[31m\"a\""));

        assertThatThrownBy(() -> scan(grype, ScannerOptions.NONE, IMAGE))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("Grype failed with exit code 1: failed to catalog: could not fetch image \"a\"");
    }

    @Test
    void readsTheReportThatAThresholdOfItsOwnDidNotLike() throws Exception {
        RecordedScanner grype = new RecordedScanner(VERSION, "", (command, out) -> {
            RecordedScanner.writing(ReportSamples.report("grype/image-0.99")).run(command, out);
            out.accept("[0003] ERROR discovered vulnerabilities at or above the severity threshold");
            return 2;
        });

        assertThat(scan(grype, ScannerOptions.NONE, IMAGE).findings()).hasSize(1);
    }

    @Test
    void failsWhenItIsMissingTakesTooLongOrIsAborted() {
        CommandRunner missing = (command, out, err) -> {
            throw new IOException("no such program");
        };
        RecordedScanner slow = new RecordedScanner(VERSION, "", (command, out) -> {
            throw new CommandTimeoutException(command);
        });
        RecordedScanner aborted = new RecordedScanner(VERSION, "", (command, out) -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> scan(missing, ScannerOptions.NONE, IMAGE))
                .isInstanceOf(ScannerFailedException.Missing.class)
                .hasMessage("Grype is not there: no such program");
        assertThatThrownBy(() -> scan(slow, ScannerOptions.NONE, IMAGE))
                .hasMessage("Grype did not end within 20 minutes");
        assertThatThrownBy(() -> scan(aborted, ScannerOptions.NONE, IMAGE)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void runsTheProgramOfATool() throws Exception {
        Path sample = Path.of("src/test/resources/scan/grype/image-0.99.json").toAbsolutePath();
        script("""
                #!/bin/sh
                if [ "$1" = version ]; then echo '%s'; exit 0; fi
                [ "$GRYPE_CHECK_FOR_APP_UPDATE" = false ] || exit 9
                echo "scanning $1 in $PWD" >&2
                exec cp '%s' "$5"
                """.formatted(VERSION, sample));
        ScannerOptions options = new ScannerOptions(tool.toString(), null, null, null, null, null, false);

        ScanResult result = scan(new ProcessCommandRunner(), options, IMAGE);

        assertThat(result.findings()).extracting(Finding::id).containsExactly("CVE-2024-21626");
        assertThat(events.messages()).contains("scanning registry.example.com/team/app:1.0 in " + project.toRealPath());
    }

    @Test
    void endsTheProgramWithItsTime() throws Exception {
        script("""
                #!/bin/sh
                if [ "$1" = version ]; then echo '%s'; exit 0; fi
                echo $$ > pid
                exec tail -f /dev/null
                """.formatted(VERSION));
        ScannerOptions options = new ScannerOptions(tool.toString(), null, null, null, null, null, false);

        assertThatThrownBy(() -> new Grype(options, List.of(), new ProcessCommandRunner(), workspace, events)
                        .scan(DIRECTORY, VULNERABILITIES, Duration.ofSeconds(2)))
                .hasMessage("Grype did not end within 2 seconds");
        long pid = Long.parseLong(Files.readString(project.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
    }

    private void script(String text) throws IOException {
        Path program = Files.writeString(tool.resolve("grype"), text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private ScanResult scan(CommandRunner runner, ScannerOptions options, ScanTarget target) throws Exception {
        return new Grype(options, List.of(), runner, workspace, events)
                .scan(target, VULNERABILITIES, Duration.ofMinutes(20));
    }
}
