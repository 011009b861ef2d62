package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans an image that a real Docker Engine holds. */
@RequiresParts({Part.DOCKER_ENGINE, Part.TRIVY})
class ImageScanIT {
    private static final String IMAGE = "scanned:1.0";

    @TempDir
    static Path context;

    private static DockerEngine engine;

    private static final String ABSENT = "127.0.0.1:9/absent:1.0";

    @TempDir
    Path project;

    @TempDir
    Path cache;

    private final RecordedEvents events = new RecordedEvents();

    @BeforeAll
    static void buildImage() throws Exception {
        engine = DockerEngine.start();
        DockerEngine.addBusybox(context);
        Files.writeString(context.resolve("settings.txt"), "AWS_KEY=AKIA" + "Q3EGRTQ7XJL5N2ZV\n");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nCOPY settings.txt /app/settings.txt\nENV API_TOKEN=abc\n");
        assertThat(engine.docker("build", "--tag", IMAGE, context.toString())).isZero();
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void findsWithTrivyTheSecretInALayer() throws Exception {
        ScanReport report = scan(ScanRequests.withoutVulnerabilities(request("auto", IMAGE)));

        assertThat(report.scanner()).isEqualTo("trivy");
        assertThat(report.vulnerabilitiesChecked()).isFalse();
        assertThat(report.findings()).extracting(Finding::id).contains("aws-access-key-id");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void findsWithTheBuiltInChecksWhatTheLayersAndTheConfigurationShow() throws Exception {
        ScanReport report = scan(request("built-in", IMAGE));

        assertThat(report.findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder(
                        "aws-access-key-id", "image-root-user", "image-secret-in-env", "image-no-healthcheck");
        assertThat(report.vulnerabilitiesChecked()).isFalse();
    }

    @Test
    void failsTheGateForAnImageThatIsNowhere() throws Exception {
        assertThat(scan(request("auto", ABSENT)).passed()).isFalse();
        assertThat(scan(request("built-in", ABSENT)).reasons())
                .singleElement()
                .asString()
                .startsWith("The image 127.0.0.1:9/absent:1.0 is not to be had: docker says ")
                .endsWith("; podman is not there; buildah is not there; skopeo is not there");
    }

    private static ScanRequest request(String scanner, String image) {
        return ScanRequests.of(image, ".", scanner, "CRITICAL", "accepted.yaml", Duration.ofMinutes(5));
    }

    private ScanReport scan(ScanRequest request) throws Exception {
        return new SecurityScan(
                        order -> BuiltInScan.scan(project, order),
                        new WatchedWorkspace(project),
                        realPrograms(),
                        events,
                        InstantSource.system())
                .scan(request, new PassedScans(project.resolve(".scans.json")), 1)
                .report();
    }

    private CommandRunner realPrograms() throws IOException {
        Map<String, String> programs =
                Map.of("trivy", TrivyProgram.path().toString(), "docker", DockerEngine.CLIENT.toString());
        Map<String, String> environment = Map.of("TRIVY_CACHE_DIR", cache.toString(), "DOCKER_HOST", engine.host());
        ProcessCommandRunner processes = new ProcessCommandRunner();
        return (command, out, err) -> {
            List<String> arguments = new ArrayList<>(command.arguments());
            String program = programs.get(arguments.get(0));
            if (program == null) {
                throw new IOException("There is no " + arguments.get(0));
            }
            arguments.set(0, program);
            return processes.run(new Command(arguments, command.directory(), environment, command.timeout()), out, err);
        };
    }
}
