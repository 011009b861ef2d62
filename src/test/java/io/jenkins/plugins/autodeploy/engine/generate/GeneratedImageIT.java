package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds what was generated with a real Docker Engine, on bases that stand in for the official ones, runs it and asks it over HTTP. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class GeneratedImageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 137;
    private static DockerEngine engine;

    @TempDir
    private Path project;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = DockerEngine.start();
        BaseImages.load(engine, "nginx", "python", "node", "maven", "java");
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "node-without-framework, /, 200, hello from node",
        "python-without-framework, /main.py, 200, http.server",
        "java-http, /, 200, hello from java",
        "static-site, /, 200, hello from a page",
        "static-site, /about/, 200, About",
        "static-site, /nowhere, 404, Not Found"
    })
    void answersAsAUserWhoIsNotRootAndStopsWhenAsked(String fixture, String path, int status, String text)
            throws Exception {
        Fixture.named(fixture).copyTo(project);
        DetectedProject detected = ProjectDetector.standard().detect(project);
        new GeneratedFileWriter(new DirectoryWorkspace(project), ".")
                .writeMissing(ProjectGenerator.generate(detected, Set.of(GeneratedKind.DOCKERFILE)));
        build(fixture);
        int port = detected.main().port();
        String container = engine.ask("run", "-d", "-p", "127.0.0.1::" + port, fixture);
        String address = engine.ask("port", container, port + "/tcp");

        HttpResponse<String> answer = ask("http://" + address + path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
        assertThat(engine.ask("exec", container, "id", "-u")).isNotEqualTo("0");
        awaitHealth(container);
        engine.docker("stop", container);
        assertThat(engine.ask("inspect", "-f", "{{.State.ExitCode}}", container))
                .isNotEqualTo("" + KILLED);
    }

    private void build(String tag) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(
                DockerEngine.CLIENT.toString(), "build", "--network=host", "-t", tag, project.toString());
        client.environment().put("DOCKER_HOST", engine.host());
        client.environment().put("DOCKER_BUILDKIT", "1");
        Process build = client.redirectErrorStream(true).start();
        String output = new String(build.getInputStream().readAllBytes());
        assertThat(build.waitFor()).as(output).isZero();
    }

    private static HttpResponse<String> ask(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(5))
                .build();
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()), a -> true);
    }

    private static void awaitHealth(String container) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        engine.ask("inspect", "-f", "{{.State.Health.Status}} {{json .State.Health.Log}}", container))
                .startsWith("healthy"));
    }
}
