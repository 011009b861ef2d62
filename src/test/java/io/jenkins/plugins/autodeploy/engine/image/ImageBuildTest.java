package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageBuildTest extends ImageBuildScene {
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
}
