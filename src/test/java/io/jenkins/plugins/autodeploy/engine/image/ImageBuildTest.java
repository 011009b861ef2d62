package io.jenkins.plugins.autodeploy.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBuildTest {
    private static final String ID = "sha256:" + "1".repeat(64);
    private static final String DIGEST = "sha256:" + "2".repeat(64);
    private static final BuiltImage BY_JIB = new BuiltImage(
            "r/app@" + DIGEST, List.of("1.0"), DIGEST, 1, "jib", null, List.of(), true, null, Duration.ZERO);

    @TempDir
    Path project;

    private final RecordedEvents events = new RecordedEvents();
    private final List<List<String>> commands = new ArrayList<>();
    private final List<Map<String, String>> environments = new ArrayList<>();
    private final List<PrebuiltContent> byJib = new ArrayList<>();
    private WatchedWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        assertThat(workspace.temporaries())
                .allSatisfy(directory -> assertThat(directory).doesNotExist());
    }

    @Test
    void passesEveryParameterAsAnArgumentOfItsOwn() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
        BuildRequest request = new BuildRequest(
                "r.example.com/app",
                List.of("1.0", "2.0"),
                ".",
                null,
                "docker",
                Map.of("A", "x y; rm -rf /"),
                Map.of("team", "blue"),
                "prod",
                "linux/arm64",
                false,
                null,
                false,
                true,
                true,
                Duration.ofMinutes(10),
                "abc");

        build(request, docker());

        String root = project.toRealPath().toString();
        assertThat(commands)
                .contains(List.of(
                        "docker",
                        "build",
                        "--progress",
                        "plain",
                        "--iidfile",
                        workspace.temporaries().get(0) + "/image-id",
                        "--tag",
                        "r.example.com/app:1.0",
                        "--tag",
                        "r.example.com/app:2.0",
                        "--build-arg",
                        "A=x y; rm -rf /",
                        "--label",
                        "org.opencontainers.image.created=2026-06-15T12:00:00Z",
                        "--label",
                        "org.opencontainers.image.revision=abc",
                        "--label",
                        "org.opencontainers.image.source=https://git.example.com/team/app.git",
                        "--label",
                        "team=blue",
                        "--target",
                        "prod",
                        "--platform",
                        "linux/arm64",
                        "--no-cache",
                        "--pull",
                        "--file",
                        root + "/Dockerfile",
                        root));
    }

    @Test
    void keepsThePasswordOffEveryCommandLineAndEnvironment() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
        List<String> configurations = new ArrayList<>();
        CommandRunner docker = docker();
        CommandRunner watching = (command, out, err) -> {
            if (command.arguments().contains("push")) {
                Path directory = Path.of(command.environment().get("DOCKER_CONFIG"));
                configurations.add(Files.readString(directory.resolve("config.json")));
            }
            return docker.run(command, out, err);
        };

        BuiltImage image = build(BuildRequests.pushedAs("r.example.com/app", "robot", "s3cr3t-word"), watching);

        assertThat(image.digest()).isEqualTo(DIGEST);
        assertThat(configurations).hasSize(2).allSatisfy(json -> assertThat(json)
                .isEqualTo("{\"auths\":{\"r.example.com\":{\"auth\":\"cm9ib3Q6czNjcjN0LXdvcmQ=\"}}}"));
        assertThat(commands + " " + environments + " " + events.messages())
                .doesNotContain("s3cr3t-word")
                .doesNotContain("cm9ib3Q6czNjcjN0LXdvcmQ=");
        assertThat(environments).anySatisfy(environment -> assertThat(environment)
                .containsEntry("DOCKER_HOST", "unix:///var/run/docker.sock"));
    }

    @Test
    void asksJibForASiteWhereNoDaemonAnswers() throws Exception {
        assertThat(build(BuildRequests.pushed("r/app"), noDaemon(), Components.of("static", "nginx", "public")))
                .isSameAs(BY_JIB);

        assertThat(byJib).containsExactly(new PrebuiltContent(Kind.SITE, "public", "nginx:1.28-alpine", 80));
    }

    @Test
    void asksJibForAPrebuiltJarWhereNoDaemonAnswers() throws Exception {
        build(BuildRequests.pushed("r/app"), noDaemon(), Components.of("server", "java", null));

        assertThat(byJib).containsExactly(new PrebuiltContent(Kind.JAR, ".", "eclipse-temurin:17-jre", 8080));
    }

    @Test
    void buildsAComponentFromTheDirectoryThatItIsBuiltFrom() throws Exception {
        Files.createDirectory(project.resolve("site"));

        build(BuildRequests.plain("app"), docker(), Components.in("site", null));

        assertThat(buildCommand()).endsWith(project.toRealPath() + "/site");
    }

    @Test
    void leavesOutOfAGeneratedDockerfileWhatTheClassicBuilderDoesNotKnow() throws Exception {
        List<String> built = new ArrayList<>();
        CommandRunner withoutBuildx = (command, out, err) -> {
            List<String> arguments = command.arguments();
            switch (arguments.get(1)) {
                case "version" -> {
                    out.accept("{\"Client\":{\"Version\":\"28.2.2\"},\"Server\":{\"Version\":\"28.2.2\"}}");
                    return 0;
                }
                case "buildx" -> {
                    return 1;
                }
                case "build" -> built.add(Files.readString(Path.of(arguments.get(arguments.indexOf("--file") + 1))));
                default -> {}
            }
            return docker().run(command, out, err);
        };

        build(BuildRequests.plain("app"), withoutBuildx);

        assertThat(built).containsExactly("FROM nginx\nRUN npm ci\n");
        assertThat(events.messages()).anyMatch(line -> line.contains("add a .dockerignore"));
    }

    @Test
    void usesTheDockerfileThatAComponentBrings() throws Exception {
        Files.createDirectories(project.resolve("site/docker"));
        Files.writeString(project.resolve("site/docker/Dockerfile"), "FROM nginx\n");

        build(BuildRequests.plain("app"), docker(), Components.in("site", "docker/Dockerfile"));

        String site = project.toRealPath() + "/site";
        assertThat(buildCommand()).endsWith("--file", site + "/docker/Dockerfile", site);
        assertThatThrownBy(
                        () -> build(BuildRequests.plain("app"), noDaemon(), Components.in("site", "docker/Dockerfile")))
                .hasMessageContaining("Jib, which needs none, cannot run a Dockerfile");
    }

    @Test
    void saysWhatWasTriedWhereNothingCanBuildTheProject() {
        assertThatThrownBy(
                        () -> build(BuildRequests.pushed("r/app"), noDaemon(), Components.of("server", "python", null)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage(
                        "No docker daemon answers (Cannot connect to the Docker daemon), and Jib, which needs none, can only build static files and prebuilt jars, not html");
        assertThatThrownBy(() -> build(BuildRequests.by("docker", BuildRequests.plain("app")), (command, out, err) -> {
                    throw new IOException("no such program");
                }))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There is no docker client (no such program)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "builder | kaniko | one of auto, docker, jib",
                "dir | ../other | a directory in the workspace",
                "dockerfile | none/Dockerfile | a readable file below 1 MB in the directory of the build",
                "platform | linux/amd64,linux/arm64 | one platform such as linux/amd64",
                "target | a b | the name or number of a stage in the Dockerfile",
                "repository | my app | [registry[:port]/]name in lower case",
            })
    void refusesABadParameterBeforeAnythingRuns(String parameter, String value, String expected) {
        BuildRequest request = new BuildRequest(
                parameter.equals("repository") ? value : "app",
                List.of("1.0"),
                parameter.equals("dir") ? value : ".",
                parameter.equals("dockerfile") ? value : null,
                parameter.equals("builder") ? value : "auto",
                Map.of(),
                Map.of(),
                parameter.equals("target") ? value : null,
                parameter.equals("platform") ? value : null,
                false,
                null,
                false,
                false,
                false,
                Duration.ofMinutes(1),
                null);

        assertThatThrownBy(() -> build(request, docker()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(parameter + ": '" + value + "' is not valid: expected " + expected);
        assertThat(commands).isEmpty();
        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "https://user:token@git.example.com/team/app.git, https://git.example.com/team/app.git",
                "https://token@git.example.com:8443/a?x=y, https://git.example.com:8443/a",
                "git@github.com:team/app.git, git@github.com:team/app.git",
                "/srv/git/app, ''",
                "C:\\git\\app, ''",
            })
    void leavesPasswordsOutOfTheSourceLabel(String address, String label) {
        assertThat(SourceLabels.withoutUser(address)).isEqualTo(label);
    }

    private BuiltImage build(BuildRequest request, CommandRunner runner) throws Exception {
        return build(request, runner, Components.of("static", null, null));
    }

    private BuiltImage build(BuildRequest request, CommandRunner runner, Component component) throws Exception {
        DaemonlessBuilder jib = (asked, content, sink) -> {
            byJib.add(content);
            return BY_JIB;
        };
        return new ImageBuild(knowing(component), jib, pause -> {})
                .build(
                        request,
                        workspace,
                        runner,
                        events,
                        InstantSource.fixed(Instant.parse("2026-06-15T12:00:00.5Z")));
    }

    private static ProjectKnowledge knowing(Component component) {
        return new ProjectKnowledge() {
            @Override
            public Component detect(String directory) {
                return component;
            }

            @Override
            public List<GeneratedFile> dockerfile(Component described) {
                return List.of(
                        new GeneratedFile(
                                "Dockerfile", "FROM nginx\nRUN --mount=type=cache,target=/root/.npm npm ci\n"),
                        new GeneratedFile(".dockerignore", ".env\n"));
            }
        };
    }

    private List<String> buildCommand() {
        return commands.stream()
                .filter(command -> command.get(1).equals("build"))
                .findFirst()
                .orElseThrow();
    }

    /** Answers as docker does when all goes well. */
    private CommandRunner docker() {
        return (command, out, err) -> {
            List<String> arguments = command.arguments();
            commands.add(arguments);
            environments.add(command.environment());
            switch (arguments.get(1)) {
                case "version" ->
                    out.accept("{\"Client\":{\"Version\":\"20.10.24\"},\"Server\":{\"Version\":\"20.10.24\"}}");
                case "config" -> out.accept("https://user:token@git.example.com/team/app.git");
                case "build" -> {
                    Path id = Path.of(arguments.get(arguments.indexOf("--iidfile") + 1));
                    Files.write(id, ID.getBytes(UTF_8));
                }
                case "image" -> out.accept("{\"size\":5,\"layers\":[\"sha256:a\"]}");
                case "context" -> out.accept("unix:///var/run/docker.sock");
                case "push" -> out.accept("1.0: digest: " + DIGEST + " size: 527");
                default -> throw new IOException("not expected: " + arguments);
            }
            return 0;
        };
    }

    private static CommandRunner noDaemon() {
        return (command, out, err) -> {
            out.accept("{\"Client\":{\"Version\":\"20.10.24\"},\"Server\":null}");
            err.accept("Cannot connect to the Docker daemon");
            return 1;
        };
    }
}
