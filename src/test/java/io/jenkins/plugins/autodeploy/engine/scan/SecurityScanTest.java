package io.jenkins.plugins.autodeploy.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImageTar;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.LayerTar;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityScanTest {
    private static final Set<FindingKind> ALL = EnumSet.allOf(FindingKind.class);
    private static final String HELP = "--scanners strings (vuln,misconfig,secret,license) --skip-check-update";
    private static final String NOTHING_FOUND = "{\"SchemaVersion\": 2, \"Results\": []}";

    private static final String PRIVATE_KEY =
            "-----BEGIN RSA PRIVATE" + " KEY-----\n" + "MIIEowIBAAKCAQEA".repeat(4) + "\n";

    @TempDir
    Path project;

    private final RecordedEvents events = new RecordedEvents();
    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> baselines = new ArrayList<>();
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
    void recordsTrivyAndItsDatabase() throws Exception {
        ScanReport report = scan(request("auto"), trivy(writing(NOTHING_FOUND)));

        assertThat(report.passed()).isTrue();
        assertThat(report.scanner()).isEqualTo("trivy");
        assertThat(report.scannerVersion()).isEqualTo("0.60.0");
        assertThat(report.vulnerabilitiesChecked()).isTrue();
        assertThat(report.databaseTime()).isEqualTo(Instant.parse("2026-06-12T06:00:00Z"));
    }

    @Test
    void failsTheGateWhenTrivyFails() throws Exception {
        ScanReport report = scan(request("auto"), trivy((command, out) -> {
            out.accept("FATAL image scan error: permission denied");
            return 1;
        }));

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons())
                .containsExactly("Trivy failed with exit code 1: FATAL image scan error: permission denied");
    }

    @Test
    void failsTheGateWhenTrivyPrintsGarbageOrNothing() throws Exception {
        assertThat(scan(request("auto"), trivy(writing("\0\0garbage"))).reasons())
                .containsExactly("Trivy's report cannot be read (it is not the JSON that it should be)");
        assertThat(scan(request("auto"), trivy((command, out) -> 0)).passed()).isFalse();
    }

    @Test
    void failsTheGateWhenTrivyTakesTooLong() throws Exception {
        ScanReport report = scan(request("trivy"), trivy((command, out) -> {
            throw new CommandTimeoutException(command);
        }));

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons()).containsExactly("Trivy did not end within 20 minutes");
    }

    @Test
    void failsTheGateWithoutADatabaseWhenTrivyWasAskedFor() throws Exception {
        ScanReport report = scan(request("trivy"), trivy(noDatabase()));

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons())
                .first()
                .asString()
                .startsWith("Trivy has no vulnerability database and could not download one");
    }

    @Test
    void failsTheGateWhenNothingThatWasAskedForIsLookedFor() throws Exception {
        ScanReport report = scan(ScanRequests.checking("built-in", FindingKind.VULNERABILITY), missing());

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons())
                .containsExactly(
                        "Nothing was looked for: scanner 'built-in' does not check vulnerability here; name a scanner"
                                + " with a vulnerability database, or advisories by osvDatabase or npmAudit");
    }

    @Test
    void refusesAFileAsTheDirectory() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");

        assertThatThrownBy(() -> scan(
                        ScanRequests.of(null, "Dockerfile", "built-in", "NONE", "a.yaml", Duration.ofMinutes(1)),
                        missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("dir: 'Dockerfile' is not valid: expected a directory in the workspace");
    }

    @Test
    void usesTheBuiltInChecksWhereTrivyIsMissing() throws Exception {
        Files.writeString(project.resolve("key.pem"), PRIVATE_KEY);

        ScanReport report = scan(request("auto"), missing());

        assertThat(report.scanner()).isEqualTo("built-in");
        assertThat(report.vulnerabilitiesChecked()).isFalse();
        assertThat(report.passed()).isFalse();
        assertThat(report.findings()).extracting(Finding::location).containsExactly("key.pem:1");
        assertThat(events.messages())
                .anyMatch(line -> line.startsWith("Trivy is not there"))
                .anyMatch(line -> line.startsWith("No vulnerability database was used"));
    }

    @Test
    void failsTheGateWhereTrivyWasAskedForAndIsMissing() throws Exception {
        ScanReport report = scan(request("trivy"), missing());

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons()).first().asString().startsWith("Trivy is not there");
    }

    @Test
    void failsTheGateWhereTheToolOrTheServerThatWasNamedHasNoScanner() throws Exception {
        ScannerOptions tool = new ScannerOptions("/opt/scanners", null, null, null, null, null, false);
        ScannerOptions server = new ScannerOptions(null, null, "http://trivy:4954", null, null, null, false);

        assertThat(scan(with(request("auto"), tool, ALL), missing()).reasons())
                .singleElement()
                .asString()
                .startsWith("Grype is not there");
        assertThat(scan(with(request("auto"), server, ALL), missing()).reasons())
                .singleElement()
                .asString()
                .startsWith("Trivy is not there");
    }

    @Test
    void failsTheGateWhereNoNamedScannerLooksForWhatIsWanted() throws Exception {
        ScanRequest request = with(request("grype"), ScannerOptions.NONE, Set.of(FindingKind.SECRET));

        ScanReport report = scan(request, (command, out, err) -> {
            out.accept("{\"version\": \"0.99.0\"}");
            return 0;
        });

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons())
                .containsExactly("Nothing was looked for: grype does not know how to look for secret");
    }

    @Test
    void failsTheGateWhereVulnerabilitiesWereAskedForAndNobodyCouldLook() throws Exception {
        ScanRequest vulnerabilities = with(request("built-in"), ScannerOptions.NONE, Set.of(FindingKind.VULNERABILITY));
        Files.createDirectory(project.resolve("osv"));
        Files.writeString(project.resolve("osv/Debian.zip"), "none is read: there are no packages");
        ScannerOptions advisories = new ScannerOptions(null, null, null, null, null, "osv", false);
        CommandRunner docker = (command, out, err) -> {
            if (command.arguments().get(1).equals("save")) {
                byte[] layer = new LayerTar()
                        .file("var/lib/rpm/rpmdb.sqlite", "binary")
                        .bytes();
                ImageTar.docker(Path.of(command.arguments().get(3)), layer);
            }
            return 0;
        };
        ScanRequest image = ScanRequests.of("app:1.0", ".", "built-in", "HIGH", "a.yaml", Duration.ofMinutes(20));

        assertThat(scan(vulnerabilities, missing()).reasons())
                .singleElement()
                .asString()
                .startsWith("Nothing was looked for");
        assertThat(scan(with(image, advisories, ALL), docker).reasons())
                .first()
                .asString()
                .startsWith("Vulnerabilities were asked for, and no scanner could");
        assertThat(scan(request("built-in"), missing()).reasons()).isEmpty();
    }

    @Test
    void comparesImagesOfOneRepositoryWhateverTheirTagsAndDigests() throws Exception {
        String digest = "@sha256:" + "1".repeat(64);
        for (String image : List.of("host:5000/app:1.0" + digest, "host:5000/app:2.0", "host:5000/app" + digest)) {
            ScanRequest request = ScanRequests.of(image, ".", "auto", "NONE", "a.yaml", Duration.ofMinutes(20));
            baselines.add(scan(request, trivy(writing(NOTHING_FOUND))).baseline());
        }

        assertThat(baselines)
                .containsExactly(null, "the last scan that passed, of run 1", "the last scan that passed, of run 1");
    }

    @Test
    void looksIntoAnImageWithoutTrivyAndLeavesNoCopyOfIt() throws Exception {
        CommandRunner docker = (command, out, err) -> {
            if (!command.arguments().get(0).equals("docker")) {
                throw new IOException("no such program");
            }
            if (command.arguments().get(1).equals("save")) {
                byte[] layer = new LayerTar().file("app/key.pem", PRIVATE_KEY).bytes();
                ImageTar.docker(Path.of(command.arguments().get(3)), layer);
            }
            return 0;
        };
        ScanRequest request =
                ScanRequests.of("app:1.0", ".", "built-in", "HIGH", "accepted.yaml", Duration.ofMinutes(20));

        ScanReport report = scan(request, docker);

        assertThat(report.findings()).extracting(Finding::location).contains("app:1.0", "app/key.pem:1");
        assertThat(report.passed()).isFalse();
        assertThat(workspace.temporaries()).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void saysWhyAnImageCannotBeLookedInto() throws Exception {
        ScanRequest request =
                ScanRequests.of("app:1.0", ".", "built-in", "HIGH", "accepted.yaml", Duration.ofMinutes(20));

        assertThat(scan(request, missing()).reasons())
                .containsExactly("The image app:1.0 is not to be had: docker is not there; podman is not there;"
                        + " buildah is not there; skopeo is not there");
        assertThat(scan(request, (command, out, err) -> 0).reasons())
                .first()
                .asString()
                .startsWith("The files could not be read");
        assertThat(workspace.temporaries()).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void takesAcceptedFindingsFromTheWorkspace() throws Exception {
        Files.writeString(project.resolve("key.pem"), PRIVATE_KEY);
        workspace.write(
                ".autodeploy/accepted.yaml",
                "accepted: [{id: private-key, paths: ['*.pem'], reason: a test key, by: ann}]".getBytes(UTF_8));

        ScanReport report = scan(request("built-in"), missing());

        assertThat(report.passed()).isTrue();
        assertThat(report.accepted()).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeScanned() {
        assertThatThrownBy(() -> scan(request("snyk"), missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("scanner: 'snyk' is not valid: expected auto, or any of trivy, grype, built-in");
        assertThatThrownBy(() -> scan(
                        ScanRequests.of("an image", ".", "auto", "NONE", "a.yaml", Duration.ofMinutes(1)), missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("image: 'an image' is not valid");
        assertThatThrownBy(() -> scan(
                        ScanRequests.of(null, "../other", "auto", "NONE", "a.yaml", Duration.ofMinutes(1)), missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("dir: '../other' is not valid");
        assertThat(commands).isEmpty();
    }

    @Test
    void refusesAScannersImageOrServerThatCannotBeOne() {
        assertThatThrownBy(() -> scan(ScanRequests.by("trivy", options("--privileged", null)), missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("scannerImage: '--privileged' is not valid: expected an image reference such as"
                        + " registry.example.com/team/app:1.0");
        assertThatThrownBy(() -> scan(ScanRequests.by("trivy", options(null, "trivy.example.com")), missing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server: 'trivy.example.com' is not valid: expected an address such as"
                        + " https://trivy.example.com");
        assertThat(commands).isEmpty();
    }

    private static ScannerOptions options(String container, String server) {
        return new ScannerOptions(null, container, server, null, null, null, false);
    }

    /** What the scan itself does in a test. */
    @FunctionalInterface
    private interface Scan {
        int run(Command command, Consumer<String> out) throws IOException;
    }

    private ScanReport scan(ScanRequest request, CommandRunner runner) throws Exception {
        return new SecurityScan(
                        order -> BuiltInScan.scan(project, order),
                        workspace,
                        runner,
                        events,
                        InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z")))
                .scan(request, new PassedScans(project.resolve(".scans.json")), 1)
                .report();
    }

    private static ScanRequest request(String scanner) {
        return ScanRequests.of(null, ".", scanner, "CRITICAL", ".autodeploy/accepted.yaml", Duration.ofMinutes(20));
    }

    private static ScanRequest with(ScanRequest request, ScannerOptions options, Set<FindingKind> checks) {
        return new ScanRequest(
                request.target(),
                request.scanner(),
                checks,
                request.exclude(),
                options,
                request.policy(),
                null,
                null,
                request.timeout());
    }

    private CommandRunner trivy(Scan scan) {
        return (command, out, err) -> {
            commands.add(command.arguments());
            if (command.arguments().contains("version")) {
                out.accept("{\"Version\":\"0.60.0\",\"VulnerabilityDB\":{\"UpdatedAt\":\"2026-06-12T06:00:00Z\"}}");
                return 0;
            }
            if (command.arguments().contains("--help")) {
                out.accept(HELP);
                return 0;
            }
            return scan.run(command, out);
        };
    }

    private static Scan writing(String report) {
        return (command, out) -> {
            int option = command.arguments().indexOf("--output");
            if (option >= 0) {
                Files.writeString(Path.of(command.arguments().get(option + 1)), report);
            }
            return 0;
        };
    }

    private static Scan noDatabase() {
        return (command, out) -> {
            out.accept("INFO [vulndb] Downloading vulnerability DB...");
            out.accept("FATAL run error: init error: DB error: failed to download vulnerability DB: no such host");
            return 1;
        };
    }

    private static CommandRunner missing() {
        return (command, out, err) -> {
            throw new IOException("Cannot run program \"" + command.arguments().get(0) + "\"");
        };
    }
}
