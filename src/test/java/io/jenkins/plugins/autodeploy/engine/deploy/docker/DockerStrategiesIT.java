package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions side by side for some time, under users who never stop asking, on a real Docker Engine. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerStrategiesIT extends DockerHostScene {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void goesBackWithoutLosingARequestWhenTheAnalysisFails() throws Exception {
        end(deploy("app:1"));
        RolloutPlan plan = RolloutPlan.of("rolling").with(AnalysisReader.parse("""
                        window: 30s
                        interval: 1s
                        metrics: [{name: old, http: /, contains: version 1}, {restarts: 'degradation > 0 %'}]
                        """));
        try (Traffic traffic = new Traffic(publicPort)) {
            Deployment deployment = end(engine.deploy(request("app:2", plan), new Witness()));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(deployment.reason()).contains("the analysis failed: old").contains("does not contain");
            assertThat(deployment.analysis())
                    .extracting(sample -> sample.metric())
                    .contains("restarts");
            assertThat(deployment.steps()).noneMatch(step -> step.contains("Started autodeploy-web-1 again"));
            assertThat(traffic.lost()).isEmpty();
            assertThat(containers()).containsExactly("autodeploy-web-1");
        }
    }

    @Test
    void stopsTheOldVersionOnceTheAnalysisHasPassed() throws Exception {
        end(deploy("app:1"));
        RolloutPlan plan = RolloutPlan.of("rolling").with(AnalysisReader.parse("""
                        {window: 2s, interval: 1s, metrics: [{http: /, failIf: 'degradation > 0 %'}, {restarts: '> 0'}]}
                        """));

        Deployment deployment = end(engine.deploy(request("app:2", plan), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.analysis()).isNotEmpty().allMatch(sample -> sample.passed());
        assertThat(deployment.analysis().get(0).value()).isZero();
        assertThat(running()).containsExactlyInAnyOrder("autodeploy-web-2", "autodeploy-proxy");
    }

    @Test
    void givesACanaryItsShareAndTakesItBackWhenAborted() throws Exception {
        end(deploy("app:1"));
        RolloutPlan plan = new RolloutPlan("canary", List.of(new CanaryStep(25, LONG)), null, null, null);
        Witness witness = new Witness();
        DeploymentRun run = engine.deploy(request("app:2", plan), witness);
        Awaitility.await().atMost(TIMEOUT).until(() -> run.waitsFor().contains("25 %"));

        // A connection that is kept may still end at a process of nginx that goes by the configuration before.
        Awaitility.await().atMost(TIMEOUT).until(() -> get("/").startsWith("version 2"));
        int toTheNew = 0;
        for (int request = 0; request < 40; request++) {
            toTheNew += get("/").startsWith("version 2") ? 1 : 0;
        }
        assertThat(toTheNew).isEqualTo(10);
        assertThat(witness.records.get(witness.records.size() - 1).traffic().weight())
                .isEqualTo(25);

        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(20);
            run.abort("somebody stopped it");
            Deployment deployment = end(run);
            traffic.awaitMore(20);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ABORTED);
            assertThat(traffic.lost()).isEmpty();
            assertThat(containers()).containsExactly("autodeploy-web-1");
        }
    }

    @Test
    void aRollbackCanBeTriedFirstToo() throws Exception {
        end(deploy("app:1"));
        end(deploy("app:2"));
        RolloutPlan plan =
                new RolloutPlan("canary", List.of(new CanaryStep(50, Duration.ofSeconds(1))), null, null, null);
        Witness witness = new Witness();

        Deployment deployment = end(rollback("1", plan, witness));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.steps()).anyMatch(step -> step.startsWith("50 % of new requests go to autodeploy-web-3"));
        assertThat(get("/")).startsWith("version 1");
    }

    /** The states are: queued, starting, verifying, switching, keeping, draining, ended. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 6})
    void losesNoRequestOfABlueGreenDeploymentWhereverTheProcessDies(int savedStates) throws Exception {
        end(deploy("app:1"));
        RolloutPlan plan = new RolloutPlan("blueGreen", List.of(), null, Duration.ofSeconds(2), null);
        AtomicInteger saves = new AtomicInteger();
        AtomicReference<String> last = new AtomicReference<>();
        DockerDeploymentEngine dying = engine(PortRange.DEFAULT);
        Witness untilItDies = new Witness(state -> {
            if (saves.incrementAndGet() <= savedStates) {
                last.set(state);
            } else {
                dying.close();
                throw new IllegalStateException("the process died");
            }
        });
        try (Traffic traffic = new Traffic(publicPort)) {
            dying.deploy(request("app:2", plan), untilItDies);
            Awaitility.await().atMost(TIMEOUT).until(() -> saves.get() > savedStates);

            engine = engine(PortRange.DEFAULT);
            Deployment deployment = end(engine.resume(last.get(), new Witness()));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(traffic.lost()).isEmpty();
            assertThat(running()).containsExactlyInAnyOrder("autodeploy-web-2", "autodeploy-proxy");
        }
    }

    @Test
    void goesBackAtOnceWhenTheNewVersionEndsWhileTheOldOneIsKept() throws Exception {
        end(deploy("app:1"));
        RolloutPlan plan = new RolloutPlan("blueGreen", List.of(), null, LONG, null);
        DeploymentRun run = engine.deploy(request("app:2", plan), new Witness());
        Awaitility.await().atMost(TIMEOUT).until(() -> run.waitsFor().contains("kept ready"));
        assertThat(running()).contains("autodeploy-web-1", "autodeploy-web-2");

        docker.docker("stop", "--time", "1", "autodeploy-web-2");

        Deployment deployment = end(run);
        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.reason()).contains("autodeploy-web-2 ended");
        assertThat(get("/")).startsWith("version 1");
    }
}
