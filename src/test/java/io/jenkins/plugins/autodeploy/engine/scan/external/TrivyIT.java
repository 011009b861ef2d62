package io.jenkins.plugins.autodeploy.engine.scan.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import io.jenkins.plugins.autodeploy.parts.TrivyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Trivy as a tool and in a container, on a directory and on an image. It has no vulnerability database here, which it needs for those alone. */
@Tag("long")
@RequiresParts({Part.TRIVY, Part.DOCKER_ENGINE})
class TrivyIT {
    private static final String KEY = "AKIA" + "Q3EGRTQ7XJL5N2ZV";
    private static final String LINE = "AWS_KEY=" + KEY + "\n";
    private static final String SCANNED = "scanned:1.0";
    private static final String CONTAINER = "tools/trivy:test";
    private static final ScanTarget DIRECTORY = new ScanTarget(null, "web");
    private static final ScanTarget IMAGE = new ScanTarget(SCANNED, ".");
    private static final Set<FindingKind> NO_VULNERABILITIES =
            EnumSet.of(FindingKind.SECRET, FindingKind.MISCONFIGURATION);
    private static final ScannerOptions TOOL =
            new ScannerOptions(TrivyProgram.path().getParent().toString(), null, null, null, null, null, false);
    private static final ScannerOptions IN_CONTAINER =
            new ScannerOptions(null, CONTAINER, null, null, null, null, false);

    @TempDir
    static Path context;

    private static DockerEngine engine;

    @TempDir
    Path project;

    @TempDir
    Path cache;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;

    @BeforeAll
    static void buildImages() throws Exception {
        engine = DockerEngine.start();
        Path scanned = Files.createDirectories(context.resolve("scanned/node_modules/lodash"));
        Files.writeString(scanned.resolve("package.json"), "{\"name\":\"lodash\",\"version\":\"4.17.20\"}");
        Files.writeString(context.resolve("scanned/settings.txt"), LINE);
        Files.writeString(context.resolve("scanned/Dockerfile"), "FROM scratch\nCOPY . /app/\n");
        assertThat(engine.docker(
                        "build", "--tag", SCANNED, context.resolve("scanned").toString()))
                .isZero();
        Path trivy = Files.createDirectories(context.resolve("trivy/tmp")).getParent();
        Files.copy(TrivyProgram.path(), trivy.resolve("trivy"));
        assertThat(trivy.resolve("trivy").toFile().setExecutable(true)).isTrue();
        Files.writeString(
                trivy.resolve("Dockerfile"),
                "FROM scratch\nCOPY trivy /trivy\nCOPY tmp /tmp\nUSER 1000\nENTRYPOINT [\"/trivy\"]\n");
        assertThat(engine.docker("build", "--tag", CONTAINER, trivy.toString())).isZero();
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void makeProject() throws IOException {
        workspace = new WatchedWorkspace(project);
        Path web = Files.createDirectories(project.resolve("web/guide")).getParent();
        Files.writeString(web.resolve("Dockerfile"), "FROM node:latest\nADD https://example.com/a /a\n");
        Files.writeString(web.resolve("settings.txt"), "\n\n" + LINE);
        Files.writeString(web.resolve("guide/notes.txt"), LINE);
        Files.writeString(web.resolve("package-lock.json"), """
                {"name":"web","version":"1.0.0","lockfileVersion":3,"packages":{
                "":{"name":"web","version":"1.0.0","dependencies":{"lodash":"4.17.20","@babel/traverse":"7.22.0"}},
                "node_modules/lodash":{"version":"4.17.20"},"node_modules/@babel/traverse":{"version":"7.22.0"}}}
                """);
    }

    @AfterEach
    void leavesNothing() throws Exception {
        assertThat(workspace.temporaries()).isNotEmpty().allSatisfy(directory -> assertThat(directory)
                .doesNotExist());
        assertThat(workspace.temporaries()).noneMatch(TrivyIT::isNamedByAProcess);
        assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
    }

    @Test
    void findsSecretsFaultsAndPackagesInADirectory() throws Exception {
        ScanResult result = scan(TOOL, DIRECTORY, NO_VULNERABILITIES);

        findsWhatIsInTheDirectory(result);
        assertThat(result.findings())
                .extracting(Finding::id, Finding::location)
                .contains(tuple("aws-access-key-id", "guide/notes.txt:1"));
        assertThat(Json.write(result)).doesNotContain(KEY);
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        ScanResult result = new Trivy(TOOL, List.of("guide/**", "Docker*"), runner(), workspace, events)
                .scan(DIRECTORY, NO_VULNERABILITIES, Duration.ofMinutes(5));

        assertThat(result.findings()).extracting(Finding::location).containsExactly("settings.txt:3");
    }

    @Test
    void findsTheSecretInALayerOfAnImage() throws Exception {
        ScanResult result = scan(TOOL, IMAGE, NO_VULNERABILITIES);

        findsWhatIsInTheImage(result);
    }

    @Test
    void failsForWantOfADatabase() {
        assertThatThrownBy(() -> scan(TOOL, DIRECTORY, EnumSet.allOf(FindingKind.class)))
                .isInstanceOf(ScannerFailedException.NoDatabase.class)
                .hasMessageStartingWith("Trivy has no vulnerability database and could not download one");
    }

    @Test
    void failsForAnImageThatIsNowhere() {
        assertThatThrownBy(() -> scan(TOOL, new ScanTarget("127.0.0.1:9/absent:1.0", "."), NO_VULNERABILITIES))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("Trivy failed with exit code 1");
    }

    @Test
    void scansADirectoryFromAContainer() throws Exception {
        findsWhatIsInTheDirectory(scan(IN_CONTAINER, DIRECTORY, NO_VULNERABILITIES));
    }

    @Test
    void scansAnImageFromAContainer() throws Exception {
        findsWhatIsInTheImage(scan(IN_CONTAINER, IMAGE, NO_VULNERABILITIES));
    }

    @Test
    void failsForAContainerImageThatIsNowhere() throws Exception {
        ScannerOptions absent = new ScannerOptions(null, "127.0.0.1:9/trivy:1", null, null, null, null, false);

        assertThatThrownBy(() -> scan(absent, DIRECTORY, NO_VULNERABILITIES))
                .isExactlyInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("The container image 127.0.0.1:9/trivy:1 could not be run for Trivy");
        // What every test looks at afterwards is made here too.
        workspace.createTemporaryDirectory().close();
    }

    @Test
    void leavesNothingWhenItIsAborted() throws Exception {
        abort(TOOL);
    }

    @Test
    void leavesNothingWhenAContainerIsAborted() throws Exception {
        abort(IN_CONTAINER);
    }

    @Test
    void leavesNothingWhenItsTimeIsUp() throws Exception {
        makeMuchWork();

        assertThatThrownBy(() -> new Trivy(TOOL, List.of(), runner(Duration.ofSeconds(1)), workspace, events)
                        .scan(DIRECTORY, NO_VULNERABILITIES, Duration.ofMinutes(5)))
                .hasMessage("Trivy did not end within 5 minutes");
    }

    private static void findsWhatIsInTheDirectory(ScanResult result) {
        assertThat(result.findings())
                .extracting(Finding::kind, Finding::id, Finding::location)
                .contains(
                        tuple(FindingKind.SECRET, "aws-access-key-id", "settings.txt:3"),
                        tuple(FindingKind.MISCONFIGURATION, "DS001", "Dockerfile:1"));
        assertThat(result.packages())
                .extracting(SoftwarePackage::packageUrl)
                .containsExactlyInAnyOrder("pkg:npm/lodash@4.17.20", "pkg:npm/%40babel/traverse@7.22.0");
        assertThat(result.databaseTime()).isNull();
        assertThat(result.checked()).isEqualTo(NO_VULNERABILITIES);
    }

    private static void findsWhatIsInTheImage(ScanResult result) {
        assertThat(result.findings())
                .extracting(Finding::id, Finding::location)
                .contains(tuple("aws-access-key-id", "app/settings.txt:1"));
        assertThat(result.findings().get(0).layer()).startsWith("sha256:");
        assertThat(result.packages())
                .extracting(SoftwarePackage::packageUrl, SoftwarePackage::location)
                .containsExactly(tuple("pkg:npm/lodash@4.17.20", "app/node_modules/lodash/package.json"));
    }

    private void abort(ScannerOptions options) throws Exception {
        makeMuchWork();
        Thread[] scanning = new Thread[1];
        CompletableFuture<Void> scan = new CompletableFuture<>();
        scanning[0] = new Thread(() -> {
            try {
                scan(options, DIRECTORY, NO_VULNERABILITIES);
                scan.complete(null);
            } catch (Exception e) {
                scan.completeExceptionally(e);
            }
        });
        scanning[0].start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> events.messages().stream()
                .anyMatch(line -> line.contains("Secret scanning is enabled")));
        assertThat(workspace.temporaries()).anyMatch(TrivyIT::isNamedByAProcess);

        scanning[0].interrupt();

        assertThatThrownBy(scan::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    /** Enough to read that the scan is still at it when it is ended. */
    private void makeMuchWork() throws IOException {
        String text = "some words that are no secret, and a number: 12345\n".repeat(20_000);
        for (int file = 0; file < 100; file++) {
            Files.writeString(project.resolve("web/guide/much-%d.txt".formatted(file)), text);
        }
    }

    private static boolean isNamedByAProcess(Path directory) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes.anyMatch(
                    process -> process.info().commandLine().orElse("").contains(directory.toString()));
        }
    }

    private ScanResult scan(ScannerOptions options, ScanTarget target, Set<FindingKind> wanted) throws Exception {
        return new Trivy(options, List.of(), runner(), workspace, events).scan(target, wanted, Duration.ofMinutes(5));
    }

    private CommandRunner runner() {
        return runner(Duration.ofMinutes(5));
    }

    /**
     * With a cache of its own, and the client and the address of the engine of the tests.
     *
     * @param longest how long the scan itself may take, however long the machine takes for the questions before it
     */
    private CommandRunner runner(Duration longest) {
        ProcessCommandRunner processes = new ProcessCommandRunner();
        return (command, out, err) -> {
            List<String> arguments = new ArrayList<>(command.arguments());
            if (arguments.get(0).equals("docker")) {
                arguments.set(0, DockerEngine.CLIENT.toString());
            }
            Map<String, String> environment = new HashMap<>(command.environment());
            environment.putIfAbsent("TRIVY_CACHE_DIR", cache.toString());
            environment.putIfAbsent("DOCKER_HOST", engine.host());
            Duration timeout = arguments.contains("--output") ? longest : command.timeout();
            return processes.run(new Command(arguments, command.directory(), environment, timeout), out, err);
        };
    }
}
