package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyTest {
    private static final ScanTarget DIRECTORY = new ScanTarget(null, "web");
    private static final ScanTarget IMAGE = new ScanTarget("registry.example.com/team/app:1.0", ".");
    private static final Set<FindingKind> ALL = EnumSet.allOf(FindingKind.class);
    private static final Set<FindingKind> NO_VULNERABILITIES =
            EnumSet.of(FindingKind.SECRET, FindingKind.MISCONFIGURATION);
    private static final String VERSION =
            "{\"Version\":\"0.74.0\",\"VulnerabilityDB\":{\"UpdatedAt\":\"2026-06-01T06:00:00.5Z\"}}";
    private static final String HELP =
            "--scanners strings (vuln,misconfig,secret,license)\n--skip-check-update\n--show-suppressed";
    private static final String OLD_HELP = "--security-checks strings (vuln,config,secret)\n--skip-policy-update";
    private static final byte[] NOTHING = "{\"SchemaVersion\":2}".getBytes(UTF_8);

    @TempDir
    Path project;

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
    void asksForAllThatIsWantedAndForNothingToBeLeftOut() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));

        ScanResult result = scan(trivy, ScannerOptions.NONE, DIRECTORY, ALL);

        assertThat(trivy.scan().arguments())
                .containsExactly(
                        "trivy",
                        "fs",
                        "--no-progress",
                        "--format",
                        "json",
                        "--output",
                        workspace.temporaries().get(0) + "/report.json",
                        "--timeout",
                        "1200s",
                        "--exit-code",
                        "0",
                        "--ignore-unfixed=false",
                        "--list-all-pkgs",
                        "--severity",
                        "UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL",
                        "--show-suppressed",
                        "--scanners",
                        "vuln,secret,misconfig",
                        project.toRealPath() + "/web");
        assertThat(result.version()).isEqualTo("0.74.0");
        assertThat(result.databaseTime()).isEqualTo(Instant.parse("2026-06-01T06:00:00.5Z"));
        assertThat(result.checked()).isEqualTo(ALL);
    }

    @Test
    void usesTheNamesThatOlderVersionsKnow() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, OLD_HELP, RecordedScanner.writing(NOTHING));

        scan(trivy, ScannerOptions.NONE, DIRECTORY, NO_VULNERABILITIES);

        assertThat(trivy.scan().arguments())
                .contains("--security-checks", "secret,config", "--offline-scan", "--skip-policy-update")
                .doesNotContain("--scanners", "--show-suppressed");
    }

    @Test
    void usesNoDatabaseWhereNoVulnerabilitiesAreWanted() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));

        ScanResult result = scan(trivy, server(), DIRECTORY, NO_VULNERABILITIES);

        assertThat(result.databaseTime()).isNull();
        assertThat(result.checked()).isEqualTo(NO_VULNERABILITIES);
        assertThat(trivy.scan().arguments()).doesNotContain("--server").contains("secret,misconfig");
    }

    @Test
    void takesItsProgramFromTheDirectoryOfATool() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));
        ScannerOptions tool = new ScannerOptions("/opt/scanners", null, null, null, null, null, false);

        scan(trivy, tool, DIRECTORY, ALL);

        assertThat(trivy.commands())
                .allSatisfy(command -> assertThat(command.arguments()).startsWith("/opt/scanners/trivy"));
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));
        List<String> exclude = List.of("docs/**", "{a,b}.txt");

        new Trivy(ScannerOptions.NONE, exclude, trivy, workspace, events).scan(DIRECTORY, ALL, Duration.ofMinutes(1));

        String root = project.toRealPath() + "/web";
        assertThat(trivy.scan().arguments())
                .containsSubsequence("--skip-files", root + "/docs/**", "--skip-dirs", root + "/docs/**")
                .containsSubsequence("--skip-files", "\"" + root + "/{a,b}.txt\"");
    }

    @Test
    void usesTheDatabaseOfAServerAndTellsItsAge() throws Exception {
        RecordedScanner trivy =
                new RecordedScanner(VERSION, HELP, RecordedScanner.writing(ReportSamples.report("trivy/image-0.74")));

        ScanResult result = scan(trivy, server(), IMAGE, ALL);

        assertThat(trivy.scan().arguments())
                .containsSubsequence("--server", "https://trivy.example.com")
                .endsWith("registry.example.com/team/app:1.0");
        assertThat(trivy.scan().environment()).containsEntry("TRIVY_TOKEN", "t0ken");
        assertThat(result.databaseTime()).isEqualTo(Instant.parse("2026-11-20T06:14:11.1Z"));
    }

    @Test
    void saysWhenAServerDoesNotTellTheAgeOfItsDatabase() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));

        ScanResult result = scan(trivy, server(), IMAGE, ALL);

        assertThat(result.databaseTime()).isNull();
        assertThat(result.remarks())
                .containsExactly("Trivy 0.74.0 does not tell how old the vulnerability database of its server is");
    }

    @Test
    void givesSecretsByTheEnvironmentAloneAndKeepsThemOffTheLog() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, (command, out) -> {
            out.accept("WARN logging in with s3cret-word and t0ken");
            return RecordedScanner.writing(NOTHING).run(command, out);
        });

        scan(trivy, secrets("s3cret-word"), IMAGE, ALL);

        assertThat(trivy.scan().environment())
                .containsEntry("TRIVY_USERNAME", "ann")
                .containsEntry("TRIVY_PASSWORD", "s3cret-word");
        assertThat(trivy.commands()).allSatisfy(command -> assertThat(command.arguments())
                .noneMatch(argument -> argument.contains("s3cret-word") || argument.contains("t0ken")));
        assertThat(events.messages()).contains("WARN logging in with **** and ****");
    }

    @Test
    void keepsTheCredentialsOfARegistryFromAScanOfADirectory() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));

        scan(trivy, secrets("s3cret-word"), DIRECTORY, ALL);

        assertThat(trivy.scan().environment()).doesNotContainKeys("TRIVY_USERNAME", "TRIVY_PASSWORD");
    }

    @Test
    void refusesAPasswordThatTrivyWouldTakeForTwo() {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.writing(NOTHING));

        assertThatThrownBy(() -> scan(trivy, secrets("s3cret,word"), IMAGE, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageContaining("with a comma")
                .hasMessageNotContaining("s3cret");
        assertThat(trivy.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL run error: init error: DB error: failed to download vulnerability DB: no such host",
                "ERROR The first run cannot skip downloading DB",
                "INFO Downloading DB...",
                "FATAL --skip-db-update cannot be specified with the old DB schema. Local DB: 1, Expected: 2",
                "FATAL Java DB error: failed to download artifact",
            })
    void saysWhatToDoWithoutADatabase(String lastLine) {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, RecordedScanner.failing(1, "INFO x", lastLine));

        assertThatThrownBy(() -> scan(trivy, ScannerOptions.NONE, DIRECTORY, ALL))
                .isInstanceOf(ScannerFailedException.NoDatabase.class)
                .hasMessageStartingWith("Trivy has no vulnerability database and could not download one (" + lastLine)
                .hasMessageContaining("TRIVY_DB_REPOSITORY");
    }

    @Test
    void doesNotBlameTheDatabaseForAnotherFailure() {
        RecordedScanner trivy = new RecordedScanner(
                VERSION,
                HELP,
                RecordedScanner.failing(
                        1,
                        "INFO [vulndb] Downloading vulnerability DB...",
                        "FATAL image scan error: permission denied"));

        assertThatThrownBy(() -> scan(trivy, ScannerOptions.NONE, IMAGE, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("Trivy failed with exit code 1: FATAL image scan error: permission denied");
    }

    @Test
    void isNotThereWhenItCannotBeStarted() {
        CommandRunner nothing = (command, out, err) -> {
            throw new IOException("Cannot run program \"trivy\"");
        };
        CommandRunner shell = (command, out, err) -> 127;

        assertThatThrownBy(() -> scan(nothing, ScannerOptions.NONE, DIRECTORY, ALL))
                .isInstanceOf(ScannerFailedException.Missing.class)
                .hasMessage("Trivy is not there: Cannot run program \"trivy\"");
        assertThatThrownBy(() -> scan(shell, ScannerOptions.NONE, DIRECTORY, ALL))
                .isInstanceOf(ScannerFailedException.Missing.class);
    }

    @Test
    void failsWhenItIsThereAndDoesNotWork() {
        CommandRunner broken = (command, out, err) -> {
            err.accept("FATAL broken");
            return 2;
        };
        RecordedScanner talkative = new RecordedScanner("hello", HELP, RecordedScanner.writing(NOTHING));

        assertThatThrownBy(() -> scan(broken, ScannerOptions.NONE, DIRECTORY, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("Trivy cannot be run (exit code 2): FATAL broken");
        assertThatThrownBy(() -> scan(talkative, ScannerOptions.NONE, DIRECTORY, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("Trivy does not tell its version");
    }

    @Test
    void failsWhenItTakesTooLong() {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, (command, out) -> {
            throw new CommandTimeoutException(command);
        });

        assertThatThrownBy(() -> scan(trivy, ScannerOptions.NONE, DIRECTORY, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessage("Trivy did not end within 20 minutes");
    }

    @Test
    void leavesNothingWhenItIsAborted() {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, (command, out) -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> scan(trivy, ScannerOptions.NONE, DIRECTORY, ALL))
                .isInstanceOf(InterruptedException.class);
        assertThat(workspace.temporaries()).hasSize(1);
    }

    @Test
    void failsWithoutAReportAndWithOneThatIsTooLarge() {
        RecordedScanner silent = new RecordedScanner(VERSION, HELP, (command, out) -> 0);
        RecordedScanner endless = new RecordedScanner(VERSION, HELP, (command, out) -> {
            int output = command.arguments().indexOf("--output") + 1;
            try (var file = Files.newByteChannel(
                    Path.of(command.arguments().get(output)), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.position(500L << 20).write(ByteBuffer.wrap(new byte[] {'}'}));
            }
            return 0;
        });

        assertThatThrownBy(() -> scan(silent, ScannerOptions.NONE, DIRECTORY, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Trivy gave no report that can be read");
        assertThatThrownBy(() -> scan(endless, ScannerOptions.NONE, DIRECTORY, ALL))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageContaining("more than 64 MB");
    }

    @Test
    void boundsWhatItPrintsOnTheLog() throws Exception {
        RecordedScanner trivy = new RecordedScanner(VERSION, HELP, (command, out) -> {
            for (int line = 0; line < 10_000; line++) {
                out.accept("\u001B[31mline\u001B[0m " + line + "\0");
            }
            return RecordedScanner.writing(NOTHING).run(command, out);
        });

        scan(trivy, ScannerOptions.NONE, DIRECTORY, ALL);

        assertThat(events.messages())
                .hasSize(2_001)
                .startsWith("line 0", "line 1")
                .endsWith("line 1999", "Further lines are left out");
    }

    @Test
    void tellsWhatItFoundWithItsPackages() throws Exception {
        RecordedScanner trivy =
                new RecordedScanner(VERSION, HELP, RecordedScanner.writing(ReportSamples.report("trivy/image-0.74")));

        ScanResult result = scan(trivy, ScannerOptions.NONE, IMAGE, ALL);

        assertThat(result.findings()).extracting(Finding::id).containsExactly("CVE-2022-0778", "CVE-2020-36518");
        assertThat(result.packages()).hasSize(3);
        assertThat(result.remarks()).hasSize(2);
    }

    private ScanResult scan(CommandRunner runner, ScannerOptions options, ScanTarget target, Set<FindingKind> wanted)
            throws Exception {
        return new Trivy(options, List.of(), runner, workspace, events).scan(target, wanted, Duration.ofMinutes(20));
    }

    private static ScannerOptions server() {
        return new ScannerOptions(null, null, "https://trivy.example.com", new SecretText("t0ken"), null, null, false);
    }

    private static ScannerOptions secrets(String password) {
        return new ScannerOptions(
                null,
                null,
                "https://trivy.example.com",
                new SecretText("t0ken"),
                new RegistryCredentials("ann", new SecretText(password)),
                null,
                false);
    }
}
