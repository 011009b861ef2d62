package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured after a rollout decides how the deployment ends. */
@RequiresParts(Part.KUBERNETES)
class KubernetesAnalysisIT extends KubernetesScene {
    private final RecordingObserver observer = new RecordingObserver();
    private Shop shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = new Shop();
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    @Test
    void succeedsWhenTheWindowIsOverAndKeepsEachSample() throws Exception {
        Instant before = Instant.now();
        // The timeout is shorter than the window: it is the rollout's alone.
        Deployment record = end(engine.deploy(
                wanted("d2", BETTER)
                        .timeout(Duration.ofSeconds(2))
                        .analysis(AnalysisReader.parse(
                                "{window: 4s, interval: 1s, metrics: [%s, {restarts: '> 0'}]}".formatted(health())))
                        .request(),
                observer));

        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(Duration.between(before, record.ended())).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(record.analysis()).hasSizeGreaterThanOrEqualTo(8).allMatch(AnalysisSample::passed);
        assertThat(record.analysis()).extracting(AnalysisSample::metric).contains("http", "restarts");
        assertThat(observer.types.stream().filter(EventType.ANALYSIS::equals)).hasSameSizeAs(record.analysis());
        assertThat(observer.messages).contains("http passed: 0 %, fails if > 0 %");
        assertThat(record.revision()).isEqualTo(2L);
    }

    @Test
    void goesBackWhenMoreSamplesFailThanMay() throws Exception {
        shop.health = 500;

        Deployment record = end(deploy("{window: 1m, interval: 1s, failureLimit: 1, metrics: [%s]}"));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rollbackReason())
                .isEqualTo(
                        "the analysis failed: http: 100 % is > 0 % (1 of 1 answers were not as they should be: HTTP 500); 2 samples failed where 1 may");
        assertThat(record.analysis()).hasSize(2).noneMatch(AnalysisSample::passed);
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void goesBackWhenAContainerIsRestarted() throws Exception {
        DeploymentRun run = deploy("{window: 1m, interval: 1s, metrics: [{restarts: '> 0'}]}");
        awaitSample();

        changeAPod(status -> status.setRestartCount(1));

        Deployment record = end(run);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rollbackReason()).isEqualTo("the analysis failed: restarts: 1 is > 0");
    }

    @Test
    void aCrashMeanwhileFailsAtOnceWhateverIsMeasured() throws Exception {
        DeploymentRun run = deploy("{window: 1m, interval: 30s, metrics: [%s]}");
        awaitSample();

        changeAPod(status -> {
            status.setReady(false);
            status.setRestartCount(3);
            status.setState(new ContainerStateBuilder()
                    .withNewWaiting()
                    .withReason("CrashLoopBackOff")
                    .endWaiting()
                    .build());
        });

        Deployment record = end(run);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rollbackReason()).contains("was restarted 3 times");
        assertThat(Duration.between(record.started(), record.ended())).isLessThan(Duration.ofSeconds(50));
    }

    @Test
    void goesBackWhenAborted() throws Exception {
        DeploymentRun run = deploy("{window: 10m, interval: 5s, metrics: [%s]}");
        awaitSample();

        run.abort("Aborted by alice");

        Deployment record = end(run);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(record.rolledBack()).isTrue();
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void anotherProcessGoesOnWithTheSamplesThatWereKept() throws Exception {
        shop.health = 500;
        CompletableFuture<String> saved = new CompletableFuture<>();
        KubernetesDeploymentEngine doomed = engine("admin");
        doomed.deploy(
                wanted("d2", BETTER)
                        .analysis(AnalysisReader.parse(
                                "{window: 1m, interval: 30s, failureLimit: 1, metrics: [%s]}".formatted(health())))
                        .request(),
                new RecordingObserver(state -> {
                    if (state.contains("HTTP 500")) {
                        saved.complete(state);
                    }
                }));
        String state = saved.get(60, TimeUnit.SECONDS);
        doomed.close();

        // The second failed sample is one too many, and it is taken at once.
        Deployment record = end(engine.resume(state, observer));

        assertThat(record.analysis()).hasSize(2);
        assertThat(record.rollbackReason()).endsWith("2 samples failed where 1 may");
    }

    @Test
    void refusesAPathWhereNoAddressIsKnown() throws Exception {
        DeploymentRun run = deploy("{window: 1m, metrics: [{http: /health}]}");

        assertThat(failure(run))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: '/health' is not valid: expected a whole URL");
        assertThat(image()).isEqualTo(GOOD);
    }

    private DeploymentRun deploy(String analysis) throws InvalidInputException {
        return engine.deploy(
                wanted("d2", BETTER)
                        .analysis(AnalysisReader.parse(analysis.replace("%s", health())))
                        .request(),
                observer);
    }

    private String health() {
        return "{http: 'http://%s/health'}".formatted(shop.address());
    }

    private void awaitSample() {
        Awaitility.await().atMost(LONG).until(() -> observer.types.contains(EventType.ANALYSIS));
    }

    /** What a kubelet would report of one pod of the new version. */
    private void changeAPod(Consumer<ContainerStatus> change) {
        Pod pod = admin.pods().inNamespace(namespace).list().getItems().stream()
                .filter(one -> one.getSpec().getContainers().get(0).getImage().equals(BETTER))
                .findFirst()
                .orElseThrow();
        change.accept(pod.getStatus().getContainerStatuses().get(0));
        if (!pod.getStatus().getContainerStatuses().get(0).getReady()) {
            pod.getStatus().getConditions().forEach(condition -> {
                if (condition.getType().endsWith("Ready")) {
                    condition.setStatus("False");
                }
            });
        }
        pod.getMetadata().setResourceVersion(null);
        admin.resource(pod).patchStatus();
    }
}
