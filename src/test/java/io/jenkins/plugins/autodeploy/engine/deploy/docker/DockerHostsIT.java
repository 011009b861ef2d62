package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One workload on two hosts, each a real Docker Engine with a network of its own. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerHostsIT extends DockerHostScene {
    private static final String FIRST_ONLY = "127.0.0.1:1/shop/web:2";
    private static final Duration LONG = Duration.ofHours(1);

    /** Two hosts take twice the time. */
    private static final Duration PATIENCE = TIMEOUT.multipliedBy(3);

    private static DockerEngine second;

    @TempDir
    private static Path images;

    @BeforeAll
    static void startSecond() throws Exception {
        second = DockerEngine.startApart();
        String saved = images.resolve("images.tar").toString();
        docker.docker("save", "-o", saved, DockerHost.DEFAULT_PROXY_IMAGE, "app:1", "app:2");
        second.docker("load", "-i", saved);
    }

    @AfterAll
    static void stopSecond() throws Exception {
        if (second != null) {
            second.close();
        }
    }

    @BeforeEach
    void openBoth() throws Exception {
        engine.close();
        engine = both();
    }

    @AfterEach
    void cleanSecond() throws Exception {
        for (String id : second.ask("ps", "-aq").lines().toList()) {
            second.docker("rm", "-f", id);
        }
    }

    @Test
    void takesBothHostsBackWhenTheSecondFails() throws Exception {
        end(deploy("app:1"));
        // Only the first host has the image, and its registry cannot be reached.
        docker.docker("tag", "app:2", FIRST_ONLY);
        try (Traffic traffic = new Traffic(publicPort)) {
            Deployment deployment = end(deploy(FIRST_ONLY));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(deployment.reason()).startsWith(second.host() + ": docker pull failed");
            assertThat(deployment.steps())
                    .anyMatch(step -> step.startsWith("Started autodeploy-web-1 on " + docker.host()));
            assertThat(traffic.lost()).isEmpty();
            assertThat(get("/")).startsWith("version 1");
            assertThat(onSecond()).startsWith("version 1");
            assertThat(containers()).containsExactly("autodeploy-web-1");
        }
    }

    /** 2 starts on the first host, 4 starts on the second (blueGreen) or drains the first (rolling), 7 is between the two switches of blueGreen. */
    @ParameterizedTest
    @CsvSource({"rolling, 5", "rolling, 7", "blueGreen, 4", "blueGreen, 7", "blueGreen, 8"})
    void goesOnWithBothHostsWhereverTheProcessDies(String strategy, int savedStates) throws Exception {
        end(deploy("app:1"));
        AtomicInteger saves = new AtomicInteger();
        AtomicReference<String> last = new AtomicReference<>();
        DockerDeploymentEngine dying = both();
        Witness untilItDies = new Witness(state -> {
            if (saves.incrementAndGet() <= savedStates) {
                last.set(state);
            } else {
                dying.close();
                throw new IllegalStateException("the process died");
            }
        });
        try (Traffic traffic = new Traffic(publicPort)) {
            dying.deploy(request("app:2", RolloutPlan.of(strategy)), untilItDies);
            Awaitility.await().atMost(PATIENCE).until(() -> saves.get() > savedStates);

            engine = both();
            Deployment deployment = end(engine.resume(last.get(), new Witness()));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(deployment.pods())
                    .extracting(pod -> pod.node())
                    .containsExactlyInAnyOrder(docker.host(), second.host());
            assertThat(traffic.lost()).isEmpty();
            assertThat(get("/")).startsWith("version 2");
            assertThat(onSecond()).startsWith("version 2");
        }
    }

    @Test
    void saysLoudestWhatRunsOnAHostThatCannotBeTakenBack() throws Exception {
        end(deploy("app:1"));
        RolloutPlan kept = new RolloutPlan("blueGreen", List.of(), null, LONG, null);
        DeploymentRun run = engine.deploy(request("app:2", kept), new Witness());
        Awaitility.await().atMost(PATIENCE).until(() -> run.waitsFor().contains("kept ready"));
        second.docker("rm", "-f", "autodeploy-web-1");

        run.abort("somebody stopped it");

        Deployment deployment = end(run);
        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(deployment.reason())
                .contains("GOING BACK FAILED TOO")
                .contains("container autodeploy-web-1, which ran before, is gone")
                .contains("on %s autodeploy-web-2 (app:2) serves now".formatted(second.host()));
        assertThat(get("/")).startsWith("version 1");
    }

    private DockerDeploymentEngine both() throws Exception {
        return engine(docker.host() + "," + second.host(), PortRange.DEFAULT);
    }

    /** What users of the second host get. */
    private String onSecond() throws Exception {
        return second.ask("exec", ReverseProxy.CONTAINER, "curl", "-s", uri("/").toString());
    }
}
