package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Deployments and rollbacks that work, on a real Docker Engine with a real nginx. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerDeploymentEngineIT extends DockerHostScene {
    @Test
    void servesTheFirstVersionAtItsPublicPort() throws Exception {
        Deployment deployment = end(deploy("app:1"));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.revision()).isEqualTo(1);
        assertThat(deployment.previousImage()).isNull();
        assertThat(deployment.url()).isEqualTo("http://127.0.0.1:%d/".formatted(publicPort));
        assertThat(deployment.health().healthy()).isTrue();
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void waitsForAProxyThatTakesLongToStart() throws Exception {
        build("proxy:slow", "-f", "src/test/resources/docker/slow-proxy/Dockerfile");
        engine.close();
        engine = engine(docker.host(), PortRange.DEFAULT, "proxy:slow");

        Deployment deployment = end(deploy("app:1"));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void losesNoRequestOverASwitchAFailedDeploymentAndARollback() throws Exception {
        end(deploy("app:1"));
        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(100);
            assertThat(end(deploy("app:2")).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
            traffic.awaitMore(100);
            Deployment failed = end(engine.deploy(broken("app:3"), new Witness()));
            assertThat(failed.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            traffic.awaitMore(100);
            assertThat(end(rollback(null)).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
            traffic.awaitMore(100);
            traffic.close();

            assertThat(traffic.lost()).isEmpty();
            assertThat(traffic.answered()).isGreaterThan(400);
            assertThat(traffic.versions()).isEqualTo(Set.of("version 1", "version 2"));
        }
    }

    @Test
    void letsASlowRequestEndOnTheVersionOnWhichItBegan() throws Exception {
        end(deploy("app:1"));
        CompletableFuture<HttpResponse<String>> slow = new CompletableFuture<>();
        AtomicReference<Boolean> wasUnderWayAtTheSwitch = new AtomicReference<>();
        Witness witness = new Witness(state -> {
            if (state.contains("\"phase\":\"SWITCHING\"")) {
                askSlowly(slow);
            } else if (state.contains("\"phase\":\"DRAINING\"")) {
                wasUnderWayAtTheSwitch.set(!slow.isDone());
            }
        });

        end(engine.deploy(request("app:2", NO_ENV, HEALTH), witness));

        assertThat(wasUnderWayAtTheSwitch.get()).isTrue();
        assertThat(slow.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(slow.get().body()).startsWith("version 1");
        assertThat(get("/")).startsWith("version 2");
    }

    @Test
    void waitsUntilTheProgramItselfListensWhenNoPathIsGiven() throws Exception {
        HealthCheck port = new HealthCheck(null, Duration.ofSeconds(1));
        end(engine.deploy(request("app:1", NO_ENV, port), new Witness()));
        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(10);
            Deployment deployment = end(engine.deploy(request("app:2", Map.of("LATE", "3"), port), new Witness()));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(deployment.health().check()).isEqualTo("port 8000");
            assertThat(traffic.lost()).isEmpty();
        }
    }

    @Test
    void goesByTheHealthCheckOfTheImage() throws Exception {
        build("app:checked", "--build-arg", "VERSION=1", "-f", "src/test/resources/docker/app/Dockerfile.checked");
        HealthCheck none = new HealthCheck(null, Duration.ofSeconds(1));

        Deployment deployment = end(engine.deploy(request("app:checked", NO_ENV, none), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.health().check()).isEqualTo("HEALTHCHECK of the image");
    }

    @Test
    void rollsBackToADeploymentWithItsVariablesAndItsHealthCheck() throws Exception {
        Deployment first =
                end(engine.deploy(request("app:1", Map.of("GREETING", "hello = world"), HEALTH), new Witness()));
        end(deploy("app:2"));
        end(deploy("app:3"));

        Deployment rollback = end(rollback(first.id()));

        assertThat(rollback.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(rollback.image()).isEqualTo("app:1");
        assertThat(rollback.previousImage()).isEqualTo("app:3");
        assertThat(rollback.revision()).isEqualTo(4);
        assertThat(rollback.health().check()).isEqualTo("GET /health");
        assertThat(get("/").strip()).isEqualTo("version 1 hello = world");
    }

    @Test
    void keepsFiveOldRevisions() throws Exception {
        for (int deployment = 0; deployment < 7; deployment++) {
            end(deploy("app:1"));
        }

        assertThat(containers())
                .containsExactlyInAnyOrder(
                        "autodeploy-web-2",
                        "autodeploy-web-3",
                        "autodeploy-web-4",
                        "autodeploy-web-5",
                        "autodeploy-web-6",
                        "autodeploy-web-7");
    }

    @Test
    void changesNothingInADryRun() throws Exception {
        Witness witness = new Witness();

        Deployment deployment =
                end(engine.deploy(request(WORKLOAD, "app:1", NO_ENV, HEALTH, "rolling", TIMEOUT, true), witness));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.steps()).anyMatch(step -> step.contains("would start app:1 as revision 1"));
        assertThat(docker.ask("ps", "-aq")).isEmpty();
    }

    @Test
    void keepsVariablesOutOfCommandLinesAndEvents() throws Exception {
        Witness witness = new Witness();

        end(engine.deploy(request("app:1", Map.of("GREETING", "s3cr3t"), HEALTH), witness));

        assertThat(get("/")).contains("s3cr3t");
        assertThat(arguments).noneMatch(line -> line.contains("s3cr3t"));
        assertThat(witness.messages).noneMatch(line -> line.contains("s3cr3t"));
        assertThat(witness.records).noneMatch(record -> record.toString().contains("s3cr3t"));
    }
}
