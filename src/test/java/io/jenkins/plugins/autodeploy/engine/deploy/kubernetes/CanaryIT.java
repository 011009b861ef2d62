package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscalerBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A version that is tried beside the one that runs, by shares of replicas. */
@RequiresParts(Part.KUBERNETES)
class CanaryIT extends GradualScene {
    @Test
    void isTriedStepByStepAndThenPromoted() throws Exception {
        Deployment record = end(engine.deploy(
                tried("d2", BETTER, canary("5", "50"))
                        .analysis(AnalysisReader.parse("{window: 1s, interval: 1s, metrics: [{restarts: '> 0'}]}"))
                        .request(),
                observer));

        succeeded(record);
        onlyTheFirstRuns(BETTER);
        assertThat(record.revision()).isEqualTo(2L);
        assertThat(record.steps())
                .contains(
                        "25 % of the requests go to web-canary (step 1 of 3 at 5 %, by replicas)",
                        "50 % of the requests go to web-canary (step 2 of 3 at 50 %, by replicas)",
                        "Removed web-canary");
        assertThat(record.analysis()).hasSizeGreaterThanOrEqualTo(4).allMatch(AnalysisSample::passed);
    }

    @Test
    void goesBackFromTheStepWhereItsAnalysisFails() throws Exception {
        try (Shop shop = new Shop()) {
            DeploymentRun run = engine.deploy(
                    tried("d2", BETTER, canary("25", "50 for 10m"))
                            .analysis(AnalysisReader.parse(
                                    "{window: 1s, interval: 1s, metrics: [{http: 'http://%s/health'}]}"
                                            .formatted(shop.address())))
                            .request(),
                    observer);
            awaitStep("step 2 of 3");
            assertThat(run.waitsFor()).startsWith("step 2 of 3 at 50 %: watched until 20");
            assertThat(live().getSpec().getReplicas()).isEqualTo(2);
            shop.health = 500;

            Deployment record = end(run);

            assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(record.rollbackReason())
                    .startsWith("the analysis failed: http: 100 % is > 0 %")
                    .endsWith("step 2 of 3 at 50 %");
            assertThat(record.traffic().weight()).isZero();
            onlyTheFirstRuns(GOOD);
        }
    }

    @Test
    void goesBackWhenItsPodsCrash() throws Exception {
        Deployment record = end(engine.deploy(
                tried("d2", "registry.example.com/crash:2", canary("25")).request(), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rollbackReason()).contains("exit code 1").contains("cannot open /data/config.json");
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void goesBackWhenAbortedInAPause() throws Exception {
        DeploymentRun run =
                engine.deploy(tried("d2", BETTER, canary("25 for 1h")).request(), observer);
        awaitStep("step 1 of 2");

        run.abort("Aborted by alice");

        Deployment record = end(run);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(record.rolledBack()).isTrue();
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void leavesTheReplicasOfAnAutoscaledWorkload() throws Exception {
        admin.resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withMaxReplicas(8)
                        .withNewScaleTargetRef("apps/v1", "Deployment", "web")
                        .endSpec()
                        .build())
                .create();
        DeploymentRun run =
                engine.deploy(tried("d2", BETTER, canary("50 for 1h")).request(), observer);
        awaitStep("33 % of the requests go to web-canary");
        assertThat(live().getSpec().getReplicas()).isEqualTo(4);

        run.abort("Enough seen");

        end(run);
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void whatALostDeploymentLeftIsTakenBackByTheNext() throws Exception {
        CompletableFuture<String> pausing = new CompletableFuture<>();
        KubernetesDeploymentEngine lost = engine("admin");
        lost.deploy(tried("d2", BETTER, canary("50 for 1h")).request(), new RecordingObserver(state -> {
            if (state.contains("\"HOLDING\"")) {
                pausing.complete(state);
            }
        }));
        pausing.get(60, TimeUnit.SECONDS);
        lost.close();

        // A rolling one without a word about replicas: those that were lent must not be forgotten.
        Deployment record;
        try (KubernetesDeploymentEngine elsewhere = engine("admin", new TargetLocks())) {
            record = end(elsewhere.deploy(
                    wanted("d3", BETTER)
                            .manifests(MANIFESTS.replace("  replicas: 4\n", ""))
                            .request(),
                    observer));
        }

        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.steps())
                .contains(
                        "Removed web-canary, which the lost deployment d2 had left beside web, and gave all requests back to web");
        onlyTheFirstRuns(BETTER);
    }

    @Test
    void refusesTrafficByWhatIsNotThere() throws Exception {
        assertThat(failure(
                        engine.deploy(tried("d2", BETTER, canaryBy("ingress")).request(), observer)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "traffic: 'ingress' is not valid: expected an Ingress of nginx's controller that leads to Service web, in the manifests or in namespace '%s', where there is none that may be read"
                                .formatted(namespace));
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void aRollbackCanBeTriedFirstToo() throws Exception {
        end(engine.deploy(
                tried("d2", BETTER, RolloutPlan.of(RolloutPlan.ROLLING)).request(), observer));

        Deployment record = end(engine.rollback(
                rollback("d3", "1").toBuilder().plan(canary("50")).build(), new RecordingObserver()));

        succeeded(record);
        onlyTheFirstRuns(GOOD);
    }

    private void awaitStep(String part) {
        Awaitility.await().atMost(LONG).until(() -> observer.messages.stream()
                .anyMatch(message -> message != null && message.contains(part)));
    }
}
