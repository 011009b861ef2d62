package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deployments that are cut off, aborted or crossed by others, on a real Docker Engine. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerInterruptionIT extends DockerHostScene {
    @Test
    void givesBackAtOnceWhatHasEnded() throws Exception {
        Witness witness = new Witness();
        Deployment ended = end(engine.deploy(request("app:1", NO_ENV, HEALTH), witness));

        String last = witness.states.get(witness.states.size() - 1);

        assertThat(end(engine.resume(last, new Witness()))).isEqualTo(ended);
    }

    @Test
    void removesTheNewContainerWhenAbortedBeforeTheSwitch() throws Exception {
        end(deploy("app:1"));
        DeploymentRun run = engine.deploy(broken("app:2"), new Witness());
        Awaitility.await().until(() -> run.waitsFor().contains("HTTP 500"));

        run.abort("somebody stopped it");

        Deployment deployment = end(run);
        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(deployment.reason()).isEqualTo("somebody stopped it");
        assertThat(containers()).containsExactly("autodeploy-web-1");
    }

    @Test
    void goesBackWithoutLosingARequestWhenAbortedAfterTheSwitch() throws Exception {
        end(deploy("app:1"));
        AtomicReference<DeploymentRun> run = new AtomicReference<>();
        CompletableFuture<DeploymentRun> started = new CompletableFuture<>();
        Witness witness = new Witness(state -> {
            if (state.contains("\"phase\":\"SWITCHING\"")) {
                askSlowly(new CompletableFuture<>());
            } else if (state.contains("\"phase\":\"DRAINING\"")) {
                started.join().abort("somebody stopped it");
            }
        });
        try (Traffic traffic = new Traffic(publicPort)) {
            run.set(engine.deploy(request("app:2", NO_ENV, HEALTH), witness));
            started.complete(run.get());

            Deployment deployment = end(run.get());
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ABORTED);
            assertThat(deployment.rolledBack()).isTrue();
            assertThat(traffic.lost()).isEmpty();
            assertThat(get("/")).startsWith("version 1");
            assertThat(containers()).containsExactly("autodeploy-web-1");
        }
    }

    @Test
    void makesTheProxyAgainFromWhatRuns() throws Exception {
        end(deploy("app:1"));
        docker.docker("rm", "-f", "autodeploy-proxy");
        DeployRequest shop = DeployRequest.of("d-shop", "test", "app:2")
                .workload("shop")
                .publicPort(freePort())
                .env(NO_ENV)
                .healthCheck(HEALTH)
                .timeout(TIMEOUT)
                .trigger(trigger())
                .build();

        end(engine.deploy(shop, new Witness()));

        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void doesTwoDeploymentsOfAWorkloadOneAfterTheOther() throws Exception {
        DeploymentRun first = deploy("app:1");
        DeploymentRun second = deploy("app:2");

        assertThat(end(first).revision()).isEqualTo(1);
        assertThat(end(second).previousRevision()).isEqualTo(1);
        assertThat(get("/")).startsWith("version 2");
    }

    @Test
    void goesOnWhenADaemonThatWasAwayIsBack() throws Exception {
        Witness witness = new Witness(state -> away.set(state.contains("\"phase\":\"VERIFYING\"")));
        DeploymentRun run = engine.deploy(request("app:1", NO_ENV, HEALTH), witness);
        Awaitility.await().until(() -> run.waitsFor().contains("cannot be reached"));

        away.set(false);

        assertThat(end(run).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(get("/")).startsWith("version 1");
    }
}
