package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and what cannot be built, before anything runs. */
class ImageBuildRefusalTest extends ImageBuildScene {
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
}
