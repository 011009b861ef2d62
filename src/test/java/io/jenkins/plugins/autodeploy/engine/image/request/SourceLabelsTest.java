package io.jenkins.plugins.autodeploy.engine.image.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLabelsTest {
    @Test
    void tellsWhereAnImageComesFrom() {
        Map<String, String> labels = SourceLabels.of(
                BuildRequests.plain("app"), "https://git.example.com/a.git", Instant.parse("2026-06-15T12:00:00.5Z"));

        assertThat(labels)
                .containsEntry("org.opencontainers.image.created", "2026-06-15T12:00:00Z")
                .containsEntry("org.opencontainers.image.revision", "0123abc")
                .containsEntry("org.opencontainers.image.source", "https://git.example.com/a.git")
                .containsEntry("org.opencontainers.image.version", "1.0")
                .containsEntry("team", "blue");
    }

    @Test
    void letsTheUsersOwnLabelsWin() {
        BuildRequest request = BuildRequests.how(
                BuildRequests.plain("app"), how -> how.labels(Map.of("org.opencontainers.image.version", "2026.1")));

        assertThat(SourceLabels.of(request, "", null)).containsEntry("org.opencontainers.image.version", "2026.1");
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
}
