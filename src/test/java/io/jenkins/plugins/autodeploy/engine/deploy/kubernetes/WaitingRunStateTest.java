package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a waiting run keeps is the same after a restart. */
class WaitingRunStateTest {
    private static final ApprovalRule RULE = new ApprovalRule(List.of("ops"), 2, Duration.ofHours(2), true);
    private static final Deployment RECORD = Samples.deployment(2, "production", DeploymentStatus.PENDING);

    @Test
    void keepsWhoIsAskedAndWhatWasSaid() {
        RunState state = RunState.first(new DeployChange(request(false)), RECORD);

        RunState read = RunState.parse(state.toJson());

        assertThat(read).isEqualTo(state);
        assertThat(read.approval()).isEqualTo(RULE);
        assertThat(read.record().approval().decisions()).hasSize(1);
    }

    @Test
    void aStateOfAVersionThatKnewNoApprovalsNeedsNone() throws Exception {
        RunState state = RunState.first(new DeployChange(request(false)), RECORD);
        ObjectNode json = (ObjectNode) Json.readTree(state.toJson());
        ((ObjectNode) json.path("deploy")).remove("approval");
        ((ObjectNode) json.path("record")).remove("approval");

        RunState read = RunState.parse(json.toString());

        assertThat(read.queued()).isTrue();
        assertThat(read.approval()).isNull();
        assertThat(read.record().approval()).isNull();
    }

    @Test
    void aRehearsalNeedsNoApproval() {
        assertThat(RunState.first(new DeployChange(request(true)), RECORD).approval())
                .isNull();
    }

    private static DeployRequest request(boolean dryRun) {
        return DeployRequest.of(RECORD.id(), "production", RECORD.image())
                .dryRun(dryRun)
                .trigger(RECORD.trigger())
                .approval(RULE)
                .build();
    }
}
