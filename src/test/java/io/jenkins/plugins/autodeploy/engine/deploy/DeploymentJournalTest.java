package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentJournalTest {
    private final List<String> events = new ArrayList<>();
    private final List<Deployment> records = new ArrayList<>();
    private final DeploymentJournal journal = new DeploymentJournal(
            Samples.deployment(1, "dev", DeploymentStatus.DEPLOYING).toBuilder()
                    .pods(List.of())
                    .steps(List.of())
                    .build(),
            new Observer());

    @Test
    void aChangeOfTheStatusIsAnEventAndAnyOtherOnlyAChangedRecord() {
        journal.update(deployment -> deployment.revision(99L));
        assertThat(records).hasSize(1);
        assertThat(events).isEmpty();

        journal.update(deployment -> deployment.status(DeploymentStatus.FAILED).reason("exit code 1"));
        assertThat(events).containsExactly("DEPLOYMENT FAILED of registry.example/shop/web:1.1 to web: exit code 1");
    }

    @Test
    void aStepThatIsDoneAgainAfterARestartIsInTheRecordOnce() {
        journal.step(Stage.DEPLOY, "Applied Service web");
        journal.step(Stage.DEPLOY, "Applied Service web");

        assertThat(journal.record().steps()).containsExactly("Applied Service web");
    }

    @Test
    void aRollbackWhoseVersionIsNotKnownIsNamedToo() {
        journal.update(deployment -> deployment.image("").status(DeploymentStatus.FAILED));

        assertThat(events).containsExactly("DEPLOYMENT FAILED of an earlier version to web");
    }

    @Test
    void whatChangesNothingIsNotReported() {
        journal.update(deployment -> deployment.status(DeploymentStatus.DEPLOYING));
        journal.rollout(Stage.VERIFY, "1 of 2 is ready", 50);
        journal.rollout(Stage.VERIFY, "1 of 2 is ready", 50);

        assertThat(records).isEmpty();
        assertThat(events).containsExactly("ROLLOUT 1 of 2 is ready");
    }

    @Test
    void podsAreReportedWhenTheyChangeAndWhenTheyGo() {
        journal.pods(Stage.VERIFY, List.of(pod("a", false, "ErrImagePull"), pod("b", true, null)));
        journal.pods(Stage.VERIFY, List.of(pod("a", false, "ErrImagePull"), pod("b", true, null)));
        journal.pods(Stage.VERIFY, List.of(pod("a", true, null)));

        assertThat(events)
                .containsExactly("POD a: Running, ErrImagePull", "POD b: ready", "POD a: ready", "POD b is gone");
        assertThat(journal.record().pods()).extracting(PodState::name).containsExactly("a");
    }

    @Test
    void stepsStayInTheRecordInTheirOrder() {
        journal.step(Stage.DEPLOY, "Applied Service web");
        journal.step(Stage.DEPLOY, "Applied Deployment web");

        assertThat(journal.record().steps()).containsExactly("Applied Service web", "Applied Deployment web");
        assertThat(journal.record().reachedTarget()).isTrue();
    }

    @Test
    void samplesAreEventsAndTheLastOfThemStayInTheRecord() {
        journal.samples(Stage.VERIFY, Samples.analysis());
        assertThat(events)
                .containsExactly(
                        "ANALYSIS error-rate passed: 2 %, fails if > 5 %",
                        "ANALYSIS p95 failed: no data: the query finds nothing",
                        "ANALYSIS error-rate failed: 20 % is > 5 %");
        assertThat(journal.record().analysis()).isEqualTo(Samples.analysis());

        AnalysisSample last = Samples.analysis().get(0);
        journal.samples(Stage.VERIFY, Collections.nCopies(499, last));
        assertThat(Json.write(Samples.running(1).withDeployment(journal.record())))
                .as("a line of the history")
                .hasSizeLessThan(20_000);
        assertThat(journal.record().analysis())
                .hasSize(500)
                .startsWith(Samples.analysis().get(2))
                .endsWith(last);
    }

    private static PodState pod(String name, boolean ready, String reason) {
        return new PodState(name, "Running", ready, 0, "node-1", reason, "web:1", Samples.START);
    }

    private final class Observer implements DeploymentObserver {
        @Override
        public EventSink events() {
            return (type, stage, status, message, progress, data) -> {
                if (!type.name().equals("LOG")) {
                    events.add(type + " " + message);
                }
            };
        }

        @Override
        public void recordChanged(Deployment deployment) {
            records.add(deployment);
        }

        @Override
        public void save(String state) {}
    }
}
