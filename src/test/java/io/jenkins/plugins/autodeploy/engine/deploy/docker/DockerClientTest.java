package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerClientTest {
    @Test
    void tellsADaemonThatIsAwayFromOneThatRefuses() {
        assertThat(DockerClient.kind("Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?"))
                .isEqualTo(Kind.UNREACHABLE);
        assertThat(DockerClient.kind("error during connect: Get \"http://x\": dial tcp: i/o timeout"))
                .isEqualTo(Kind.UNREACHABLE);
        assertThat(
                        DockerClient.kind(
                                "Error response from daemon: Get \"https://registry.example.com/v2/\": dial tcp: connection refused"))
                .isEqualTo(Kind.REFUSED);
        assertThat(DockerClient.kind("Error: No such container: x")).isEqualTo(Kind.ABSENT);
        assertThat(DockerClient.kind("Error response from daemon: driver failed programming external connectivity: "
                        + "Bind for 127.0.0.1:30000 failed: port is already allocated"))
                .isEqualTo(Kind.PORT_TAKEN);
    }

    @Test
    void tellsMessagesInOneLineWithoutWhatEachBeginsWith() {
        assertThat(DockerClient.shorten("Error response from daemon: manifest unknown:\n not found\n"))
                .isEqualTo("manifest unknown: not found");
        assertThat(DockerClient.shorten("x".repeat(1_000))).hasSize(501);
    }

    @Test
    void readsWhatCurlWrites() throws Exception {
        assertThat(answer("200 0.000123")).isEqualTo(new Probe.Answer(200, true));
        assertThat(answer("000 0.000000")).isEqualTo(new Probe.Answer(0, false));
        assertThat(answer("000 0.000200")).isEqualTo(new Probe.Answer(0, true));
        assertThat(new Probe.Answer(302, true).isGood()).isTrue();
        assertThat(new Probe.Answer(404, true).isGood()).isFalse();
    }

    @Test
    void saysThatAnImageWithoutCurlCannotBeTheProxy() {
        DockerClient.Result none =
                new DockerClient.Result(126, List.of(), List.of("exec: \"curl\": executable file not found in $PATH"));

        assertThatThrownBy(() -> Probe.Answer.of(none)).hasMessageContaining("its image needs nginx and curl");
    }

    @Test
    void tellsNewWorkersOfNginxFromThoseThatLeave() {
        ReverseProxy.Workers workers = ReverseProxy.Workers.parse(List.of(
                "PID                 COMMAND",
                "100                 nginx: master process nginx -g daemon off;",
                "101                 nginx: worker process is shutting down",
                "102                 nginx: worker process"));

        assertThat(workers.serving()).containsExactly(102);
        assertThat(workers.leaving()).containsExactly(101);
        assertThat(workers.renewedSince(java.util.Set.of(101))).isTrue();
        assertThat(workers.renewedSince(java.util.Set.of(102))).isFalse();
    }

    @Test
    void namesRegistriesAsDockerDoes() {
        assertThat(Images.registry("registry.example.com/shop/web:1")).isEqualTo("registry.example.com");
        assertThat(Images.registry("localhost/web")).isEqualTo("localhost");
        assertThat(Images.registry("shop/web")).isEqualTo("https://index.docker.io/v1/");
        assertThat(Images.registry("web")).isEqualTo("https://index.docker.io/v1/");
    }

    private static Probe.Answer answer(String written) throws DockerException {
        return Probe.Answer.of(new DockerClient.Result(0, List.of(written), List.of()));
    }
}
