package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.CanaryStep;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a waiting run keeps is the same after a restart. */
class RunStateTest {
    private static final ApprovalRule RULE = new ApprovalRule(List.of("ops"), 2, Duration.ofHours(2), true);
    private static final List<String> HOSTS = List.of("ssh://a", "ssh://b");
    private static final Deployment RECORD = Samples.deployment(2, "production", DeploymentStatus.PENDING);

    @Test
    void keepsWhoIsAskedAndWhatWasSaid() {
        RunState state = RunState.first(new DeployChange(request(false)), RECORD, HOSTS);

        RunState read = RunState.parse(state.toJson());

        assertThat(read).isEqualTo(state);
        assertThat(read.approval()).isEqualTo(RULE);
        assertThat(read.record().approval().decisions()).hasSize(1);
    }

    @Test
    void aStateOfAVersionThatKnewNoApprovalsNeedsNone() throws Exception {
        RunState state = RunState.first(new DeployChange(request(false)), RECORD, HOSTS);
        ObjectNode json = (ObjectNode) Json.readTree(state.toJson());
        ((ObjectNode) json.path("deploy")).remove("approval");
        ((ObjectNode) json.path("record")).remove("approval");

        RunState read = RunState.parse(json.toString());

        assertThat(read.queued()).isTrue();
        assertThat(read.approval()).isNull();
        assertThat(read.record().approval()).isNull();
    }

    @Test
    void takesUpWhatAVersionThatKnewOneHostHasSaved() throws Exception {
        RunState state = RunState.first(new DeployChange(request(false)), RECORD, List.of("ssh://a"));
        ObjectNode json = (ObjectNode) Json.readTree(state.toJson());
        for (String added : List.of("hosts", "at", "weight")) {
            json.remove(added);
        }
        json.put("phase", "DRAINING").put("container", "autodeploy-web-2").put("revision", 2);
        json.put("previous", "autodeploy-web-1").putArray("workers").add(42);

        RunState read = RunState.parse(json.toString());

        assertThat(read.stop()).isEqualTo(Stop.of(Phase.DRAINING, 0));
        assertThat(read.here())
                .isEqualTo(new HostState(
                        RECORD.target().cluster(), "autodeploy-web-2", 2, "autodeploy-web-1", true, Set.of(42), null));
    }

    @Test
    void goesBackOnlyOnTheHostsThatItTouchedAndSendsUsersBackFirst() {
        RunState state = RunState.first(
                        new DeployChange(request(false)), RECORD, List.of("ssh://a", "ssh://b", "ssh://c"))
                .at(Stop.of(Phase.STARTING, 0), null)
                .at(Stop.of(Phase.STARTING, 1), null)
                .returning(new Ending(DeploymentStatus.ROLLED_BACK, "it failed"), null);
        List<Stop> way = new ArrayList<>(List.of(state.stop()));
        while (state.next().isPresent()) {
            state = state.at(state.next().get(), null);
            way.add(state.stop());
        }

        assertThat(way)
                .containsExactly(
                        Stop.of(Phase.RETURNING, 0),
                        Stop.of(Phase.RETURNING, 1),
                        Stop.of(Phase.CLEARING, 0),
                        Stop.of(Phase.CLEARING, 1));
    }

    @Test
    void sharesNothingWhereNothingRanBefore() {
        DeployRequest canary = request(false).toBuilder()
                .plan(new RolloutPlan(
                        RolloutPlan.CANARY, List.of(new CanaryStep(5, Duration.ofHours(1))), null, null, null))
                .build();
        RunState first = RunState.first(new DeployChange(canary), RECORD, HOSTS);
        RunState second = first.planned(List.of(
                HostState.unknown("ssh://a").planned("web", 2, "autodeploy-web-1"), HostState.unknown("ssh://b")));

        assertThat(first.plan().steps()).isEmpty();
        assertThat(second.plan().steps()).hasSize(1);
    }

    @Test
    void aRehearsalNeedsNoApproval() {
        assertThat(RunState.first(new DeployChange(request(true)), RECORD, HOSTS)
                        .approval())
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
