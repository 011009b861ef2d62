package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into an image on a real Debian that each of docker, podman, buildah and skopeo gives. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES, Part.BUILDAH, Part.PODMAN, Part.REGISTRY})
class BuiltInImageIT {
    private static final String IMAGE = "scanned:1.0";
    private static final Duration ENOUGH = Duration.ofMinutes(5);
    private static final String INSTALLED =
            "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\\n";

    @TempDir
    static Path context;

    private static DockerEngine engine;
    private static ContainersStore store;
    private static ImageRegistry registry;
    private static ScanResult byDocker;

    @TempDir
    Path project;

    private WatchedWorkspace workspace;

    @BeforeAll
    static void buildImage() throws Exception {
        engine = DockerEngine.start();
        BaseImages.load(engine, "debian");
        Files.writeString(context.resolve("settings.txt"), "AWS_KEY=AKIA" + "Q3EGRTQ7XJL5N2ZV\n");
        Files.writeString(context.resolve("deploy.txt"), "\n\nAWS_KEY=AKIA" + "Q3EGRTQ7XJL5N2ZW\n");
        Files.writeString(context.resolve("Dockerfile"), """
                        FROM debian:12-slim
                        COPY settings.txt deploy.txt /app/
                        RUN rm /app/settings.txt && chown nobody /app/deploy.txt
                        ENV API_TOKEN=abc
                        """);
        assertThat(engine.docker("build", "--network", "none", "--tag", IMAGE, context.toString()))
                .isZero();
        Path tar = context.resolve("image.tar");
        assertThat(engine.docker("save", "-o", tar.toString(), IMAGE)).isZero();
        store = ContainersStore.open();
        store.ask("podman", "load", "--input", tar.toString());
        registry = ImageRegistry.withPassword();
        push();
        byDocker = new BuiltInImageIT().scanInNewWorkspace("docker", IMAGE);
    }

    @AfterAll
    static void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        if (store != null) {
            store.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNoCopyOfTheImage() {
        assertThat(workspace.temporaries()).noneMatch(Files::exists);
    }

    @Test
    void findsSecretsInLayersAlsoWhereALaterOneDeletedThem() throws Exception {
        String copied = engine.ask("image", "inspect", "--format", "{{index .RootFS.Layers 1}}", IMAGE);

        assertThat(byDocker.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.SECRET)
                .extracting(Finding::id, Finding::location, Finding::layer, finding -> finding.description() != null)
                .containsExactly(
                        tuple("aws-access-key-id", "app/deploy.txt:3", copied, false),
                        tuple("aws-access-key-id", "app/settings.txt:1", copied, true));
        assertThat(byDocker.findings()).extracting(Finding::id).contains("image-root-user", "image-secret-in-env");
    }

    @Test
    void knowsThePackagesThatDpkgKnows() throws Exception {
        String answer = engine.ask(
                "run", "--rm", "--network", "none", IMAGE, "dpkg-query", "--show", "--showformat", INSTALLED);
        List<String> expected = answer.lines()
                .filter(line -> line.startsWith("installed "))
                .map(line -> line.substring("installed ".length()))
                .toList();

        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(byDocker.packages())
                .filteredOn(found -> found.ecosystem().equals("Debian:12"))
                .extracting(BuiltInImageIT::asDpkgTellsIt)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void findsTheSameByPodman() throws Exception {
        assertSame(scan("podman", "localhost/" + IMAGE));
    }

    @Test
    void findsTheSameByBuildah() throws Exception {
        assertSame(scan("buildah", "localhost/" + IMAGE));
    }

    @Test
    void findsTheSameFromARegistryThatWantsAPassword() throws Exception {
        assertSame(scan("skopeo", registry.address() + "/" + IMAGE));
    }

    @Test
    void findsTheSameInAnOciLayout() throws Exception {
        CommandRunner runner = realPrograms("skopeo");
        assertSame(scanner((command, out, err) -> runner.run(asOciArchive(command), out, err))
                .scan(target(registry.address() + "/" + IMAGE), EnumSet.allOf(FindingKind.class), ENOUGH));
    }

    @Test
    void saysWhatWasTriedForAnImageThatIsNowhere() {
        assertThatThrownBy(() -> scan("docker", "127.0.0.1:9/absent:1.0"))
                .isInstanceOf(ScannerFailedException.class)
                .hasMessageStartingWith("The image 127.0.0.1:9/absent:1.0 is not to be had: docker says")
                .hasMessageContaining("podman is not there");
        assertThatThrownBy(() -> scan("skopeo", "127.0.0.1:9/absent:1.0")).hasMessageContaining("connection refused");
    }

    @Test
    void endsWhatSavesWhenThereIsNoMoreTime() {
        assertThatThrownBy(() -> scanner(realPrograms("docker"))
                        .scan(target(IMAGE), EnumSet.allOf(FindingKind.class), Duration.ofMillis(300)))
                .isInstanceOf(ScannerFailedException.class);
    }

    private void assertSame(ScanResult result) {
        assertThat(result.packages()).isEqualTo(byDocker.packages());
        assertThat(result.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.SECRET)
                .isNotEmpty()
                .isEqualTo(byDocker.findings().stream()
                        .filter(finding -> finding.kind() == FindingKind.SECRET)
                        .toList());
        assertThat(result.findings()).extracting(Finding::id).contains("image-root-user", "image-secret-in-env");
    }

    private static String asDpkgTellsIt(SoftwarePackage found) {
        String architecture = found.packageUrl().replaceAll(".*[?&]arch=([^&]*).*", "$1");
        return String.join(
                " ",
                found.name(),
                found.version(),
                architecture,
                found.source(),
                found.sourceVersion() == null ? found.version() : found.sourceVersion());
    }

    private static void push() throws Exception {
        String name = registry.address() + "/" + IMAGE;
        engine.ask("tag", IMAGE, name);
        new ProcessCommandRunner()
                .run(
                        new Command(
                                List.of(
                                        "/usr/bin/skopeo",
                                        "copy",
                                        "--dest-tls-verify=false",
                                        "--dest-creds",
                                        ImageRegistry.USER + ":" + ImageRegistry.PASSWORD,
                                        "docker-archive:" + context.resolve("image.tar"),
                                        "docker://" + name),
                                context.toString(),
                                Map.of(),
                                ENOUGH),
                        line -> {},
                        line -> {});
    }

    private static Command asOciArchive(Command command) {
        List<String> arguments = command.arguments().stream()
                .map(argument -> argument.replace("docker-archive:", "oci-archive:"))
                .toList();
        return new Command(arguments, command.directory(), command.environment(), command.timeout());
    }

    private ScanResult scanInNewWorkspace(String tool, String image) throws Exception {
        project = Files.createTempDirectory(context, "workspace");
        open();
        return scan(tool, image);
    }

    private ScanResult scan(String tool, String image) throws Exception {
        return scanner(realPrograms(tool)).scan(target(image), EnumSet.allOf(FindingKind.class), ENOUGH);
    }

    private static ScanTarget target(String image) {
        return new ScanTarget(image, ".");
    }

    private BuiltInScanner scanner(CommandRunner runner) {
        ScannerOptions options = new ScannerOptions(
                null,
                null,
                null,
                null,
                new RegistryCredentials(ImageRegistry.USER, new SecretText(ImageRegistry.PASSWORD)),
                null,
                false);
        return new BuiltInScanner(order -> BuiltInScan.scan(project, order), options, List.of(), runner, workspace);
    }

    /** A machine that has one of the tools. */
    private static CommandRunner realPrograms(String tool) {
        ProcessCommandRunner processes = new ProcessCommandRunner();
        return (command, out, err) -> {
            List<String> arguments = new ArrayList<>(command.arguments());
            if (!arguments.get(0).equals(tool)) {
                throw new IOException("no such program");
            }
            arguments.set(0, "/usr/bin/" + tool);
            Map<String, String> environment = new HashMap<>(command.environment());
            environment.putAll(store.environment());
            environment.put("DOCKER_HOST", engine.host());
            return processes.run(new Command(arguments, command.directory(), environment, command.timeout()), out, err);
        };
    }
}
