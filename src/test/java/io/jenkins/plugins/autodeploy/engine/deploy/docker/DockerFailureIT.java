package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot work, on a real Docker Engine: nothing has moved afterwards, and the reason is told. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerFailureIT extends DockerHostScene {
    @Test
    void rollsAVersionBackThatDoesNotBecomeHealthyAndSaysWhy() throws Exception {
        end(deploy("app:1"));

        Deployment deployment = end(engine.deploy(broken("app:2"), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.rolledBack()).isTrue();
        assertThat(deployment.previousImage()).isEqualTo("app:1");
        assertThat(deployment.rollbackReason())
                .contains("not healthy within 10 seconds")
                .contains("GET /health")
                .contains("HTTP 500")
                .contains("the migration is missing");
        assertThat(containers()).containsExactly("autodeploy-web-1");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void failsAtOnceAndLeavesNothingWhenTheFirstVersionEnds() throws Exception {
        Deployment deployment = end(engine.deploy(request("app:1", Map.of("EXIT", "3"), HEALTH), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.rolledBack()).isTrue();
        assertThat(deployment.previousImage()).isNull();
        assertThat(deployment.reason()).contains("exit code 3").contains("cannot open the database");
        assertThat(containers()).isEmpty();
    }

    @Test
    void namesAnImageThatCannotBePulled() throws Exception {
        end(deploy("app:1"));

        Deployment deployment = end(deploy("127.0.0.1:1/shop/web:9"));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.reason()).contains("docker pull failed").contains("127.0.0.1:1");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void takesTheNextPortWhenAnotherProgramHasTheFirst() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int first = other.getLocalPort();
            engine = engine(new PortRange(first, first + 1));

            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(deployment.steps().toString()).contains("127.0.0.1:" + (first + 1));
        }
    }

    @Test
    void saysThatThePortRangeIsExhausted() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            engine = engine(new PortRange(other.getLocalPort(), other.getLocalPort()));

            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(deployment.reason()).contains("all ports of the range").contains("in use");
        }
    }

    @Test
    void refusesAPublicPortThatAnotherProgramHas() throws Exception {
        try (ServerSocket other = new ServerSocket(publicPort, 1, InetAddress.getLoopbackAddress())) {
            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(deployment.reason())
                    .contains("port " + other.getLocalPort())
                    .contains("in use by another program");
            assertThat(containers()).isEmpty();
        }
    }

    @Test
    void refusesThePublicPortOfAnotherWorkload() throws Exception {
        end(deploy("app:1"));
        DeployRequest shop = request("shop", "app:2", NO_ENV, HEALTH, "rolling", TIMEOUT, false);

        Throwable refused = failure(engine.deploy(shop, new Witness()));

        assertThat(refused).isInstanceOf(InvalidInputException.class).hasMessageContaining("workload web");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void refusesARollbackToWhatIsNotKeptWithTheListOfWhatIs() throws Exception {
        end(deploy("app:1"));
        end(deploy("app:2"));

        assertThat(failure(rollback("7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 (app:1, deployment d1)")
                .hasMessageContaining("revision 2 (app:2) runs now");
        assertThat(failure(rollback("2"))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void stopsTheOldVersionFirstAndStartsItAgainWhenTheNewOneFails() throws Exception {
        end(deploy("app:1"));
        DeployRequest request = request(WORKLOAD, "app:2", Map.of("EXIT", "1"), HEALTH, "recreate", TIMEOUT, false);

        Deployment deployment = end(engine.deploy(request, new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.steps().toString()).contains("Started autodeploy-web-1 again");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void saysThatTheDaemonCannotBeReached() throws Exception {
        engine = engine("unix:///nowhere/docker.sock", PortRange.DEFAULT);

        assertThat(failure(deploy("app:1")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("unix:///nowhere/docker.sock cannot be reached");
    }

    @Test
    void asksForThePortWhenTheImageExposesNone() throws Exception {
        DeployRequest request = request("python:3.12-slim", NO_ENV, HEALTH);

        assertThat(failure(engine.deploy(request, new Witness())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("port: ");
    }
}
