package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RecorderImage;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds every generated Dockerfile with a real Docker Engine, on images whose tools only record how they are called; the fixture's {@code commands.json} has these
 * calls by component and stage, in their order.
 */
@Tag("long")
@RequiresParts(Part.DOCKER_ENGINE)
class GeneratedDockerfileIT {
    private static final Pattern STEP = Pattern.compile("#(\\d+) \\[(?:(\\S+) )? *\\d+/\\d+] .*");
    private static final Pattern RECORDED = Pattern.compile("#(\\d+) [\\d.]+ RECORDED (.*)");
    private static final List<String> WRAPPERS = List.of("mvnw", "gradlew", "bin/rails");
    private static DockerEngine engine;

    @TempDir
    private Path project;

    static Stream<Fixture> fixtures() throws IOException {
        return Fixture.all().stream().filter(fixture -> Files.exists(fixture.commands()));
    }

    @BeforeAll
    static void startEngine(@TempDir Path context) throws Exception {
        engine = DockerEngine.start();
        RecorderImage.make(engine, context);
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void callsTheToolsInTheirOrderAndMakesAnImageThatIsNotRoots(Fixture fixture) throws Exception {
        fixture.copyTo(project);
        recordWrappers();
        DetectedProject detected = ProjectDetector.standard().detect(project);
        new GeneratedFileWriter(new DirectoryWorkspace(project), ".")
                .writeMissing(ProjectGenerator.generate(detected, Set.of(GeneratedKind.DOCKERFILE)));

        Map<String, Map<String, List<String>>> calls = new TreeMap<>();
        for (Component component : detected.components()) {
            if (component.dockerfile() == null) {
                calls.put(component.path(), build(component));
            }
        }

        assertThat(Json.writePretty(calls))
                .isEqualTo(Files.readString(fixture.commands()).strip());
    }

    /** The recorded calls by stage. */
    private Map<String, List<String>> build(Component component) throws Exception {
        Path file = project.resolve(component.path()).resolve("Dockerfile");
        String dockerfile = Files.readString(file);
        RecorderImage.standIn(engine, dockerfile);
        Path context = project.resolve(component.buildContext());
        Files.write(context.resolve(RecorderImage.EXPECTED_FILES), RecorderImage.expectedFiles(dockerfile));
        String tag = "built-" + component.name();

        Map<String, List<String>> calls = recorded(output(tag, file, context));

        JsonNode configuration =
                Json.readTree(engine.ask("inspect", tag)).path(0).path("Config");
        assertThat(configuration.path("User").asText()).isNotIn("", "0", "root");
        assertThat(configuration.path("ExposedPorts").has(component.port() + "/tcp"))
                .isEqualTo(component.port() != null);
        assertThat(configuration.at("/Healthcheck/Test/0").asText())
                .isEqualTo(component.port() == null ? "NONE" : "CMD");
        assertThat(configuration.path("Cmd")).isNotEmpty();
        return calls;
    }

    private String output(String tag, Path file, Path context) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(
                DockerEngine.CLIENT.toString(),
                "build",
                "--no-cache",
                "--progress=plain",
                "--tag=" + tag,
                "--file=" + file,
                context.toString());
        client.environment().put("DOCKER_HOST", engine.host());
        client.environment().put("DOCKER_BUILDKIT", "1");
        Process build = client.redirectErrorStream(true).start();
        String output = new String(build.getInputStream().readAllBytes());
        assertThat(build.waitFor()).as(output).isZero();
        return output;
    }

    private static Map<String, List<String>> recorded(String output) {
        Map<String, String> stages = new TreeMap<>();
        Map<String, List<String>> calls = new TreeMap<>();
        for (String line : (Iterable<String>) output.lines()::iterator) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                stages.put(step.group(1), step.group(2) == null ? "last" : step.group(2));
            }
            Matcher recorded = RECORDED.matcher(line);
            if (recorded.matches()) {
                calls.computeIfAbsent(stages.get(recorded.group(1)), stage -> new ArrayList<>())
                        .add(recorded.group(2).strip());
            }
        }
        return calls;
    }

    /** Wrappers and other programs of the project record how they are called, as the tools of the image do. */
    private void recordWrappers() throws IOException {
        for (String wrapper : WRAPPERS) {
            Path file = project.resolve(wrapper);
            boolean used = Files.exists(file)
                    || wrapper.equals("bin/rails") && Files.exists(project.resolve("config/routes.rb"));
            if (used) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "#!/bin/sh\nexec wrapper \"%s\" \"$@\"\n".formatted(wrapper));
                file.toFile().setExecutable(true);
            }
        }
    }
}
