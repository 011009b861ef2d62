package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another process takes up. */
class RunStateTest {
    private static final Instant END = Instant.parse("2026-03-01T10:05:00Z");

    @Test
    void keepsTheAnalysisWithItsSamplesAndTheEndOfItsWindow() throws Exception {
        RunState state = analysing();

        RunState read = RunState.parse(state.toJson());

        assertThat(read).isEqualTo(state);
        assertThat(read.deadline()).isEqualTo(END);
        assertThat(read.change().analysis()).isEqualTo(state.change().analysis());
        assertThat(read.record().analysis()).isEqualTo(Samples.analysis());
    }

    @Test
    void readsWhatWasSavedBeforeThereWereAnalyses() throws Exception {
        ObjectNode older = (ObjectNode) Json.readTree(analysing().toJson());
        older.put("phase", "WATCHING");
        ((ObjectNode) older.get("deploy")).remove("plan");
        ((ObjectNode) older.get("record")).remove("analysis");

        RunState read = RunState.parse(older.toString());

        assertThat(read.change().analysis()).isNull();
        assertThat(read.record().analysis()).isEmpty();
        assertThat(read.goesForward()).isTrue();
    }

    @Test
    void readsManifestsOfTheTimeWhenTheyHadNoNames() throws Exception {
        ObjectNode older = (ObjectNode) Json.readTree(analysing().toJson());
        ((ObjectNode) older.get("deploy")).putArray("manifests").add("kind: A");

        DeployChange change = (DeployChange) RunState.parse(older.toString()).change();

        assertThat(change.request().manifests()).containsExactly(ManifestText.unnamed("kind: A"));
        DeployRequest named = change.request().toBuilder()
                .manifests(List.of(new ManifestText("k8s/a.yaml", "kind: A")))
                .build();
        assertThat(Json.read(Json.write(named), DeployRequest.class)).isEqualTo(named);
    }

    @Test
    void readsWhatWasSavedWhenThereWereOnlyDeployments() throws Exception {
        Before before = new Before(null, null, "web-1", 1L, "web:1", "d0", "d0", List.of(), List.of(), List.of());
        RunState state = analysing();
        ObjectNode older =
                (ObjectNode) Json.readTree(state.applying(before, "web-0", END).toJson());
        ObjectNode olderBefore = (ObjectNode) older.get("before");
        older.set("replicaSet", older.remove("version"));
        olderBefore.set("replicaSet", olderBefore.remove("version"));
        olderBefore.remove("kind");

        RunState read = RunState.parse(older.toString());

        assertThat(read.version()).isEqualTo("web-0");
        assertThat(read.before().version()).isEqualTo("web-1");
        assertThat(read.before().kind()).isEqualTo(WorkloadKind.DEPLOYMENT);
    }

    private static RunState analysing() throws Exception {
        DeployChange change = new DeployChange(new WantedDeployment("default", "web", "d1", "web:1")
                .analysis(AnalysisReader.parse("{window: 5m, metrics: [{restarts: '> 0'}]}"))
                .request());
        Target target = new Target(Target.KUBERNETES, "https://cluster", "default", "web");
        return RunState.first(
                        change,
                        change.firstRecord(target, Instant.EPOCH).toBuilder()
                                .analysis(Samples.analysis())
                                .build())
                .analysing(END);
    }
}
