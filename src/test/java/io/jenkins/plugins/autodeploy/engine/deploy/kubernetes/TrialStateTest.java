package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.RunState.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial.Means;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trials;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run's state remembers of a trial. */
class TrialStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Trial routed = Trials.by(Means.HTTP_ROUTE)
            .holding(
                    List.of(new Trial.Route(
                            new ObjectRef("gateway.networking.k8s.io/v1", "HTTPRoute", "shop"),
                            Trials.yaml("{rules: [{backendRefs: [{name: web, port: 80}]}]}")
                                    .path("rules"))),
                    true);

    @Test
    void isReadAsItWasWritten() {
        assertThat(Trial.parse(Json.write(routed))).contains(routed);
        assertThat(routed.by()).isEqualTo("HTTPRoute shop");
        assertThat(Trials.by(Means.REPLICAS).by()).isEqualTo("replicas");
    }

    @Test
    void isNotTakenFromATextThatOthersMadeUp() throws Exception {
        Trial foreign = routed.holding(
                List.of(new Trial.Route(new ObjectRef("v1", "Secret", "tokens"), Trials.yaml("{a: b}"))), false);

        assertThat(Trial.parse(null)).isEmpty();
        assertThat(Trial.parse("{")).isEmpty();
        assertThat(Trial.parse("{\"workload\":\"web\"}")).isEmpty();
        ObjectNode nameless = (ObjectNode) Json.readTree(Json.write(foreign));
        nameless.putArray("routes").addObject();
        assertThat(Trial.parse(nameless.toString())).isEmpty();
        assertThat(Trial.parse(Json.write(foreign))).isEmpty();
    }

    @Test
    void isPartOfTheStateFromTheFirstStepToTheEnd() throws Exception {
        DeployChange change = new DeployChange(new WantedDeployment("default", "web", "d7", "web:2")
                .plan(PlanReader.read("canary", List.of("25", "50"), null, null, null))
                .request());
        RunState first = RunState.first(
                change, change.firstRecord(new Target(Target.KUBERNETES, "https://cluster", "default", "web"), NOW));
        Before before = new Before(
                WorkloadKind.DEPLOYMENT,
                Trials.yaml("{spec: {replicas: 4}}"),
                "web-1",
                1L,
                "web:1",
                "d6",
                "d6",
                null,
                null,
                null);

        RunState holding = first.preparing(routed, before, null, NOW)
                .shifting(routed.atStep(1), NOW)
                .brought(3)
                .holding(NOW.plusSeconds(60));
        RunState read = RunState.parse(holding.toJson());

        assertThat(read).isEqualTo(holding);
        assertThat(read.trial().step()).isEqualTo(1);
        assertThat(read.isTrying()).isTrue();
        assertThat(read.isActed()).isTrue();
        assertThat(read.limit(NOW)).isAfter(NOW.plusSeconds(60));
        assertThat(read.promoting(NOW).phase()).isEqualTo(Phase.APPLYING);
        assertThat(read.returning(new Ending(DeploymentStatus.ABORTED, "by alice"), NOW)
                        .trial())
                .isEqualTo(read.trial());
    }

    @Test
    void whatIsOnlyClearedUpIsNotAborted() throws Exception {
        RunState lost = RunState.parse(
                "{\"rollback\":{\"id\":\"d7\"},\"record\":{\"id\":\"d7\"},\"phase\":\"CLEARING\",\"ending\":{\"status\":\"FAILED\",\"reason\":\"taken over\"}}");

        assertThat(lost.returning()).isTrue();
        assertThat(lost.clearing(null, NOW).returning()).isFalse();
    }
}
