package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRegistryTest {
    @TempDir
    Path home;

    @Test
    void theEnvironmentGoesBeforeTheUsersFileAndThatBeforeThePublicOne() throws Exception {
        assertThat(NpmRegistry.of(Map.of(), home)).isEqualTo(URI.create("https://registry.npmjs.org/"));

        Files.writeString(
                home.resolve(".npmrc"),
                "; a comment\n//npm.example.org/:_authToken=x\nregistry=https://npm.example.org/repo\n");
        assertThat(NpmRegistry.of(Map.of("npm_config_registry", " "), home))
                .isEqualTo(URI.create("https://npm.example.org/repo/"));

        assertThat(NpmRegistry.of(Map.of("NPM_CONFIG_REGISTRY", "http://upper.example.org"), home))
                .isEqualTo(URI.create("http://upper.example.org/"));
        assertThat(NpmRegistry.of(
                        Map.of(
                                "NPM_CONFIG_REGISTRY",
                                "http://upper.example.org",
                                "npm_config_registry",
                                "http://lower.example.org/"),
                        home))
                .isEqualTo(URI.create("http://lower.example.org/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/", "ftp://example.org/", "nowhere", "http://", "http://a b/", "${REGISTRY}"})
    void whatIsNoAddressFails(String address) {
        assertThatThrownBy(() -> NpmRegistry.of(Map.of("npm_config_registry", address), home))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("npm_config_registry");
    }

    @Test
    void aFileOfTheUserThatCannotBeReadFails() throws Exception {
        Files.writeString(home.resolve(".npmrc"), "registry=\\u12");

        assertThatThrownBy(() -> NpmRegistry.of(Map.of(), home)).hasMessageContaining(".npmrc");
    }
}
