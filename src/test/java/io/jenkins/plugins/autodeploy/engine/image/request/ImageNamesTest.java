package io.jenkins.plugins.autodeploy.engine.image.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNamesTest {
    @Test
    void namesRegistryAndReferences() throws Exception {
        ImageNames names = ImageNames.of("registry.example.com:5000/team/app", List.of("1.0", "latest"));

        assertThat(names.registry()).isEqualTo("registry.example.com:5000");
        assertThat(names.path()).isEqualTo("team/app");
        assertThat(names.references())
                .containsExactly("registry.example.com:5000/team/app:1.0", "registry.example.com:5000/team/app:latest");
        assertThat(names.credentialsKey()).isEqualTo("registry.example.com:5000");
    }

    @Test
    void knowsDockerHubByItsOwnKey() throws Exception {
        ImageNames names = ImageNames.of("team/app", List.of("1.0"));

        assertThat(names.registry()).isEqualTo("registry-1.docker.io");
        assertThat(names.credentialsKey()).isEqualTo("https://index.docker.io/v1/");
        assertThat(names.references()).containsExactly("team/app:1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my app",
                "App",
                "",
                "app:1.0",
                "app@sha256:0",
                "-app",
                "a//b",
                "--help",
                "app;rm",
                "http://x/app"
            })
    void refusesWhatIsNoRepository(String repository) {
        assertThatThrownBy(() -> ImageNames.of(repository, List.of("1.0")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "repository: '" + repository + "' is not valid: expected [registry[:port]/]name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-1", ".x", "a/b", "a:b"})
    void refusesWhatIsNoTag(String tag) {
        assertThatThrownBy(() -> ImageNames.of("app", List.of("1.0", tag)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("tags: '" + tag + "' is not valid");
    }

    @Test
    void wantsATag() {
        assertThatThrownBy(() -> ImageNames.of("app", List.of())).isInstanceOf(InvalidInputException.class);
    }
}
