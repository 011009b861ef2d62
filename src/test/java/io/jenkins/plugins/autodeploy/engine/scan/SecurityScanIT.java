package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import io.jenkins.plugins.autodeploy.parts.TrivyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans with the real Trivy, which has no vulnerability database here: the case that must never pass for "no vulnerabilities". */
@RequiresParts(Part.TRIVY)
class SecurityScanIT {
    @TempDir
    Path project;

    @TempDir
    Path cache;

    private final RecordedEvents events = new RecordedEvents();
    private WatchedWorkspace workspace;

    @BeforeEach
    void makeProject() throws IOException {
        workspace = new WatchedWorkspace(project);
        Files.writeString(project.resolve("Dockerfile"), "FROM node:latest\nADD https://example.com/a /a\n");
        Files.writeString(project.resolve("settings.txt"), "AWS_KEY=AKIA" + "Q3EGRTQ7XJL5N2ZV\n");
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        assertThat(workspace.temporaries()).isNotEmpty().allSatisfy(directory -> assertThat(directory)
                .doesNotExist());
    }

    @Test
    void failsTheGateForWantOfADatabase() throws Exception {
        for (String scanner : List.of("trivy", "auto")) {
            ScanReport report = scan(request(scanner));

            assertThat(report.passed()).isFalse();
            assertThat(report.vulnerabilitiesChecked()).isFalse();
            assertThat(report.reasons())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("Trivy has no vulnerability database and could not download one");
        }
    }

    @Test
    void findsSecretsAndFaultsWithoutADatabaseWhereNothingElseIsWanted() throws Exception {
        ScanReport report = scan(ScanRequests.withoutVulnerabilities(request("auto")));

        assertThat(report.scanner()).isEqualTo("trivy");
        assertThat(report.vulnerabilitiesChecked()).isFalse();
        assertThat(report.databaseTime()).isNull();
        assertThat(report.findings())
                .extracting(Finding::id, Finding::location)
                .contains(tuple("aws-access-key-id", "settings.txt:1"), tuple("DS001", "Dockerfile:1"));
        assertThat(report.passed()).isFalse();
        assertThat(report.reasons()).hasSize(1).first().asString().contains("settings.txt:1");
    }

    @Test
    void agreesWithTheBuiltInChecksOnWhatBothKnow() throws Exception {
        ScanReport trivy = scan(ScanRequests.withoutVulnerabilities(request("trivy")));
        ScanReport builtIn = scan(ScanRequests.withoutVulnerabilities(request("built-in")));

        assertThat(builtIn.findings()).extracting(Finding::location).contains("settings.txt:1", "Dockerfile:1");
        assertThat(trivy.counts()).containsEntry("CRITICAL", 1);
        assertThat(builtIn.counts()).containsEntry("CRITICAL", 1);
    }

    private static ScanRequest request(String scanner) {
        return ScanRequests.of(null, ".", scanner, "CRITICAL", "accepted.yaml", Duration.ofMinutes(5));
    }

    private ScanReport scan(ScanRequest request) throws Exception {
        return new SecurityScan(
                        order -> BuiltInScan.scan(project, order),
                        workspace,
                        realTrivy(),
                        events,
                        InstantSource.system())
                .scan(request, new PassedScans(project.resolve(".scans.json")), 1)
                .report();
    }

    /** Found where it is kept instead of on the PATH, with a cache of its own. */
    private CommandRunner realTrivy() {
        ProcessCommandRunner processes = new ProcessCommandRunner();
        return (command, out, err) -> {
            List<String> arguments = new ArrayList<>(command.arguments());
            arguments.set(0, TrivyProgram.path().toString());
            return processes.run(
                    new Command(
                            arguments,
                            command.directory(),
                            Map.of("TRIVY_CACHE_DIR", cache.toString()),
                            command.timeout()),
                    out,
                    err);
        };
    }
}
