package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** That a cluster itself remembers where what is live came from, and nothing older takes its place. */
@RequiresParts(Part.KUBERNETES)
class OrderIT extends KubernetesScene {
    @Test
    void refusesWhatIsOlderThanWhatIsLiveAndARollbackMakesWayForWhatCameBetween() throws Exception {
        end(engine.deploy(build(7, GOOD), new RecordingObserver()));
        end(engine.deploy(build(9, BETTER), new RecordingObserver()));
        assertThat(live().getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("autodeploy.jenkins.io/build", "team/shop#9")
                .containsEntry("autodeploy.jenkins.io/commit", commit(9))
                .containsEntry("autodeploy.jenkins.io/commit-time", "1970-01-01T00:00:09Z");

        assertThat(failure(engine.deploy(build(8, GOOD), new RecordingObserver())))
                .hasMessageContaining("build team/shop#8 is older than team/shop#9, which brought what is live");
        DeployRequest otherJob = build(8, GOOD).toBuilder()
                .trigger(new Trigger("user", "alice", 1, null, "team/other"))
                .build();
        assertThat(failure(engine.deploy(otherJob, new RecordingObserver())))
                .hasMessageContaining("is older than")
                .hasMessageContaining("of 1970-01-01T00:00:09Z, which is live");
        assertThat(image()).isEqualTo(BETTER);

        end(engine.rollback(rollback("r1", "b7"), new RecordingObserver()));
        assertThat(image()).isEqualTo(GOOD);
        assertThat(end(engine.deploy(build(8, BETTER), new RecordingObserver())).status())
                .isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void whatFailedAndWasLeftDidNotGoLive() throws Exception {
        end(engine.deploy(build(7, GOOD), new RecordingObserver()));
        DeployRequest failing = build(9, "registry.example.com/crash:9").toBuilder()
                .rollbackOnFailure(false)
                .build();
        assertThat(end(engine.deploy(failing, new RecordingObserver())).status())
                .isEqualTo(DeploymentStatus.FAILED);

        assertThat(failure(engine.deploy(build(6, GOOD), new RecordingObserver())))
                .hasMessageContaining("team/shop#6 is older than team/shop#7");
        assertThat(end(engine.deploy(build(8, BETTER), new RecordingObserver())).status())
                .isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    private DeployRequest build(int number, String image) {
        return request("b" + number, image).toBuilder()
                .trigger(new Trigger("user", "alice", number, null, "team/shop"))
                .commit(commit(number))
                .commitTime(Instant.ofEpochSecond(number))
                .build();
    }

    private static String commit(int number) {
        return "%040x".formatted(number);
    }
}
