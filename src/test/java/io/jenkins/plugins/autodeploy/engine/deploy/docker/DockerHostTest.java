package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHostTest {
    @Test
    void canBeSeveralThatAreNamedTogether() {
        DockerHost hosts = DockerHost.at("ssh://deploy@a, tcp://b:2376,unix:///run/docker.sock");

        assertThatCode(hosts::check).doesNotThrowAnyException();
        assertThat(hosts.each())
                .extracting(DockerHost::url)
                .containsExactly("ssh://deploy@a", "tcp://b:2376", "unix:///run/docker.sock");
        assertThat(hosts.each()).extracting(DockerHost::isLocal).containsExactly(false, false, true);
        assertThat(hosts.isSeveral()).isTrue();
        assertThat(DockerHost.at(DockerHost.LOCAL).isSeveral()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://a,", ",", "ssh://a,,ssh://b", "ssh://a;ssh://b", "ssh://-oProxyCommand=x"})
    void isRefusedWhenOneOfThemIsNoUrl(String urls) {
        assertThatThrownBy(() -> DockerHost.at(urls).check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST");
    }

    @Test
    void isRefusedWhenOneIsNamedTwice() {
        assertThatThrownBy(() -> DockerHost.at("ssh://a,ssh://a").check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("dockerHost: 'ssh://a' is not valid: expected each host once");
    }
}
