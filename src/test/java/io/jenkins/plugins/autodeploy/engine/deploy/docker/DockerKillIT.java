package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.Killing;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.ManyLives;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.Mission;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments to a Docker host whose process is killed at each event and each saved state: users notice nothing, and the host is as after one that nobody killed. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerKillIT extends DockerHostScene {
    private static final Duration ENOUGH_FOR_ALL = Duration.ofMinutes(15);

    @TempDir
    private static Path kept;

    private static Killing killing;

    @BeforeAll
    static void prepare() {
        killing = new Killing(kept);
    }

    /** Those that promise it. */
    static List<RolloutPlan> plans() throws InvalidInputException {
        return List.of(
                RolloutPlan.of(RolloutPlan.ROLLING),
                PlanReader.read(RolloutPlan.CANARY, List.of("50"), "1s", null, null),
                PlanReader.read(RolloutPlan.BLUE_GREEN, List.of(), null, null, "1s"));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void losesNoRequestHoweverOftenItIsKilled(RolloutPlan plan) throws Exception {
        end(deploy("app:1"));
        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(10);

            kill(plan);
            traffic.awaitMore(10);
            traffic.close();

            assertThat(traffic.lost()).isEmpty();
            assertThat(traffic.versions()).isEqualTo(Set.of("version 1", "version 2"));
        }
    }

    @Test
    void replacesTheOnlyContainerHoweverOftenItIsKilled() throws Exception {
        end(deploy("app:1"));

        kill(RolloutPlan.of(RolloutPlan.RECREATE));

        assertThat(get("/")).startsWith("version 2");
    }

    private void kill(RolloutPlan plan) throws Exception {
        Witness undisturbed = new Witness();
        end(engine.deploy(deployment("app:2", plan), undisturbed));

        ManyLives lives = killing.of(mission("app:1", plan), mission("app:2", plan));

        assertThat(lives.record().status()).as("%s", lives.record()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(running()).containsExactlyInAnyOrder("autodeploy-web-4", "autodeploy-proxy");
        assertThat(containers()).hasSize(4);
        lives.assertThatTheLogIsWhole();
        assertThat(lives.story()).isEqualTo(ManyLives.story(undisturbed.events));
    }

    private Mission mission(String image, RolloutPlan plan) throws IOException {
        DeployRequest request = deployment(image, plan);
        return Mission.onDockerHost(killing.place(plan.strategy() + "-" + request.id()), docker.host(), request);
    }

    private DeployRequest deployment(String image, RolloutPlan plan) {
        return request(image, plan).toBuilder().timeout(ENOUGH_FOR_ALL).build();
    }
}
