package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person is told who has to go on by hand. */
class WordsTest {
    private static final HostState HOST = HostState.unknown("ssh://a").planned("web", 2, "autodeploy-web-1");

    @Test
    void aHostThatCannotBeTakenBackIsToldWithTheCommands() {
        assertThat(Words.byHand("web", HOST, "it does not answer", Optional.empty()))
                .isEqualTo(
                        "it does not answer; on ssh://a it is not known what runs now; by hand: 'docker -H ssh://a ps --all --filter label=autodeploy.workload=web', 'docker -H ssh://a start autodeploy-web-1'");
    }

    @Test
    void whatWasNotThereBeforeIsToBeRemoved() {
        assertThat(Words.byHand("web", HostState.unknown("ssh://a").planned("web", 1, null), "no", Optional.empty()))
                .endsWith("'docker -H ssh://a rm --force autodeploy-web-1'");
    }
}
