package io.jenkins.plugins.autodeploy.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBuildTest {
    private static final String ID = "sha256:" + "1".repeat(64);
    private static final String DIGEST = "sha256:" + "2".repeat(64);
    private static final String BASE_DIGEST = "sha256:" + "3".repeat(64);
    private static final MadeImage BY_JIB = new MadeImage(DIGEST, 1, List.of(), null, List.of());

    @TempDir
    Path project;

    @TempDir
    Path kept;

    private final RecordedEvents events = new RecordedEvents();
    private final List<List<String>> commands = new ArrayList<>();
    private final List<Map<String, String>> environments = new ArrayList<>();
    private final List<JibRequest> byJib = new ArrayList<>();
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
                new BuildRequest.Source(".", null, "abc"),
                "docker",
                BuildParameters.builder()
                        .buildArgs(Map.of("A", "x y; rm -rf /"))
                        .labels(Map.of("team", "blue"))
                        .target("prod")
                        .platforms(List.of("linux/arm64"))
                        .noCache(true)
                        .pull(true)
                        .network("host")
                        .secrets(Map.of("npmrc", new SecretText("s3cr3t-word")))
                        .cacheFrom(List.of("r.example.com/app-cache"))
                        .cacheTo("inline")
                        .build(),
                false,
                RegistryAccess.OF_THE_MACHINE,
                Duration.ofMinutes(10));

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
                        "org.opencontainers.image.version=1.0",
                        "--label",
                        "team=blue",
                        "--target",
                        "prod",
                        "--platform",
                        "linux/arm64",
                        "--network",
                        "host",
                        "--cache-from",
                        "r.example.com/app-cache",
                        "--build-arg",
                        "BUILDKIT_INLINE_CACHE=1",
                        "--secret",
                        "id=npmrc,src=" + workspace.temporaries().get(0) + "/secret-npmrc",
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
            if (command.arguments().contains("build")) {
                assertThat(workspace.temporaries())
                        .noneMatch(directory -> Files.exists(directory.resolve("config.json")));
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
        BuiltImage image =
                build(BuildRequests.pushed("r/app"), nothingThere(), Components.of("static", "nginx", "public"));

        assertThat(image.builder()).isEqualTo("jib");
        assertThat(image.reference()).isEqualTo("r/app@" + DIGEST);
        assertThat(byJib)
                .extracting(JibRequest::content)
                .containsExactly(new PrebuiltContent(Kind.SITE, "public", null, "nginx:1.28-alpine", null, 80));
    }

    @Test
    void asksJibForAPrebuiltJarWhereNoDaemonAnswers() throws Exception {
        build(BuildRequests.pushed("r/app"), nothingThere(), Components.of("server", "java", null));

        assertThat(byJib)
                .extracting(JibRequest::content)
                .containsExactly(new PrebuiltContent(
                        Kind.JAR, ".", null, "eclipse-temurin:17-jre", "java -jar target/app.jar", 8080));
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
        assertThatThrownBy(() ->
                        build(BuildRequests.plain("app"), nothingThere(), Components.in("site", "docker/Dockerfile")))
                .hasMessageContaining("Jib, which needs no tool, cannot run a Dockerfile");
    }

    @Test
    void saysWhatWasTriedWhereNothingCanBuildTheProject() {
        assertThatThrownBy(() ->
                        build(BuildRequests.pushed("r/app"), nothingThere(), Components.of("server", "ruby", null)))
                .isInstanceOf(StageFailedException.class)
                .hasMessage(
                        "No docker daemon answers (Cannot connect to the Docker daemon); there is no buildah (no such program); there is no podman (no such program); this is no container of kaniko's (no such program); Jib only packs finished files: static sites, prebuilt jars, and Node and Python with their dependencies, not html");
        assertThatThrownBy(() -> build(BuildRequests.by("docker", BuildRequests.plain("app")), (command, out, err) -> {
                    throw new IOException("no such program");
                }))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("There is no docker client (no such program)");
    }

    @Test
    void saysWhatABuilderCannotDoBeforeItStarts() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
        BuildRequest oci = BuildRequests.how(BuildRequests.plain("app"), how -> how.format("oci"));
        BuildRequest cache = BuildRequests.how(BuildRequests.plain("app"), how -> how.cacheTo("r.example.com/cache"));

        assertThatThrownBy(() -> build(BuildRequests.by("docker", oci), docker()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "format: 'oci' is not valid: expected nothing that docker cannot do: its daemon decides about the format");
        assertThatThrownBy(() -> build(BuildRequests.by("docker", cache), docker()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its daemon can only keep the cache in the image itself (cacheTo: inline)");
        assertThatThrownBy(() -> build(BuildRequests.by("jib", BuildRequests.plain("app")), docker()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("push: 'false' is not valid: expected nothing that jib cannot do");
        assertThat(commands).noneMatch(command -> command.contains("build"));
    }

    @Test
    void labelsAnImageWithItsBaseAndRecordsIt() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM node:22-alpine AS base\nFROM base\n");

        BuiltImage image = build(BuildRequests.plain("app"), docker());

        assertThat(buildCommand())
                .contains(
                        "org.opencontainers.image.base.name=node:22-alpine",
                        "org.opencontainers.image.base.digest=" + BASE_DIGEST);
        assertThat(image.baseImage()).isEqualTo("node:22-alpine");
        assertThat(image.baseDigest()).isEqualTo(BASE_DIGEST);
    }

    @Test
    void comparesAnImageWithTheOneBefore() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
        build(BuildRequests.plain("app"), docker());

        BuiltImage second = build(BuildRequests.plain("app"), docker());

        assertThat(second.comparison()).isNotNull();
        assertThat(second.comparison().added()).isEmpty();
        assertThat(events.messages()).last().asString().contains("the size of the image before");
        assertThat(build(BuildRequests.plain("other"), docker()).comparison()).isNull();
    }

    @Test
    void hidesASecretThatTheBuildPrints() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
        BuildRequest request = BuildRequests.how(
                BuildRequests.plain("app"), how -> how.secrets(Map.of("key", new SecretText("line-one\nline-two\n"))));
        CommandRunner printing = (command, out, err) -> {
            if (command.arguments().contains("build")) {
                err.accept("ERROR: cannot read line-two");
                return 1;
            }
            return docker().run(command, out, err);
        };

        assertThatThrownBy(() -> build(request, printing))
                .hasMessage("docker build failed with exit code 1: cannot read ****");
        assertThat(events.messages()).contains("ERROR: cannot read ****").noneMatch(line -> line.contains("line-two"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "builder | make | one of auto, docker, buildah, podman, kaniko, jib",
                "dir | ../other | a directory in the workspace",
                "dockerfile | none/Dockerfile | a readable file below 1 MB in the directory of the build",
                "platform | amd64 | platforms such as linux/amd64",
                "network | a b | host, none, or the name of a network",
                "cacheTo | A b | a repository such as registry.example.com/team/app-cache",
                "format | tar | one of oci, docker",
                "target | a b | the name or number of a stage in the Dockerfile",
                "repository | my app | [registry[:port]/]name in lower case",
            })
    void refusesABadParameterBeforeAnythingRuns(String parameter, String value, String expected) {
        BuildRequest request = new BuildRequest(
                parameter.equals("repository") ? value : "app",
                List.of("1.0"),
                new BuildRequest.Source(
                        parameter.equals("dir") ? value : ".", parameter.equals("dockerfile") ? value : null, null),
                parameter.equals("builder") ? value : "auto",
                BuildParameters.builder()
                        .target(parameter.equals("target") ? value : null)
                        .platforms(parameter.equals("platform") ? List.of(value) : List.of())
                        .network(parameter.equals("network") ? value : null)
                        .cacheTo(parameter.equals("cacheTo") ? value : null)
                        .format(parameter.equals("format") ? value : null)
                        .build(),
                false,
                RegistryAccess.OF_THE_MACHINE,
                Duration.ofMinutes(1));

        assertThatThrownBy(() -> build(request, docker()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(parameter + ": '" + value + "' is not valid: expected " + expected);
        assertThat(commands).isEmpty();
        assertThat(events.events()).isEmpty();
    }

    private BuiltImage build(BuildRequest request, CommandRunner runner) throws Exception {
        return build(request, runner, Components.of("static", null, null));
    }

    private BuiltImage build(BuildRequest request, CommandRunner runner, Component component) throws Exception {
        DaemonlessMachine jib = new DaemonlessMachine() {
            @Override
            public MadeImage pack(JibRequest asked, EventSink sink) {
                byJib.add(asked);
                return BY_JIB;
            }

            @Override
            public List<ImageLayer> layers(String reference, String platform, RegistryAccess access) {
                return List.of();
            }

            @Override
            public Optional<String> digest(String reference, RegistryAccess access) {
                return Optional.of("sha256:" + "3".repeat(64));
            }
        };
        return new ImageBuild(knowing(component), jib, new LastImages(kept.resolve("images.json")), pause -> {})
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
                case "buildx" -> {
                    return 1;
                }
                case "history" -> out.accept("{\"CreatedBy\":\"COPY . / # buildkit\",\"Size\":\"5\"}");
                case "build" -> {
                    Path id = Path.of(arguments.get(arguments.indexOf("--iidfile") + 1));
                    Files.write(id, ID.getBytes(UTF_8));
                }
                case "image" ->
                    out.accept(
                            arguments.contains("{{json .RepoDigests}}")
                                    ? "[\"node@" + BASE_DIGEST + "\"]"
                                    : "{\"size\":5,\"layers\":[\"sha256:a\"]}");
                case "context" -> out.accept("unix:///var/run/docker.sock");
                case "push" -> out.accept("1.0: digest: " + DIGEST + " size: 527");
                default -> throw new IOException("not expected: " + arguments);
            }
            return 0;
        };
    }

    private static CommandRunner nothingThere() {
        return (command, out, err) -> {
            if (!command.arguments().get(0).equals("docker")) {
                throw new IOException("no such program");
            }
            out.accept("{\"Client\":{\"Version\":\"20.10.24\"},\"Server\":null}");
            err.accept("Cannot connect to the Docker daemon");
            return 1;
        };
    }
}
