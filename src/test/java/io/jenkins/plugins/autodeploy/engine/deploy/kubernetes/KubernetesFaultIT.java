package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.FaultProxy;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API server that fails in the middle of a deployment: it ends right, says why, and leaves no connection open. */
@Tag("long")
@RequiresParts(Part.KUBERNETES)
class KubernetesFaultIT extends KubernetesScene {
    private static final String SLOW = "registry.example.com/slow:2";
    private static final String UNREADY = "registry.example.com/unready:2";
    private static final String APPLY = "^PATCH .*/deployments/web\\?(?!.*dryRun).*force=false";
    private static final String REHEARSE = "^PATCH .*/deployments/web\\?.*dryRun";

    private final RecordingObserver observer = new RecordingObserver();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final JumpingClock clock = new JumpingClock();
    private FaultProxy proxy;
    private KubernetesDeploymentEngine behind;

    @BeforeEach
    void standBetween() throws Exception {
        api.requireOurs();
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        proxy = new FaultProxy(api);
        behind = new KubernetesDeploymentEngine(
                new KubernetesAccess.Token(proxy.server(), null, new SecretText("admin")),
                new RunContext(new TargetLocks(), threads, threads, clock),
                new KubernetesConnections(threads, threads, Duration.ZERO));
    }

    @AfterEach
    void leavesNoConnection() throws Exception {
        if (proxy == null) {
            return;
        }
        Awaitility.await("watches to end with their deployment").until(() -> proxy.connections() == 0);
        behind.close();
        threads.shutdownNow();
        proxy.close();
    }

    @Test
    void goesOnWhenAServerThatWasAwayWhileItWatchedIsBack() throws Exception {
        DeploymentRun run = behind.deploy(request("d2", SLOW), observer);
        awaitPod();

        proxy.goAway();
        Awaitility.await().until(() -> proxy.refused() > 5);
        proxy.comeBack();

        assertThat(end(run).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(image()).isEqualTo(SLOW);
    }

    @Test
    void givesUpAtTheDeadlineWhenTheServerStaysAwayAndSaysSo() throws Exception {
        proxy.breakOff(APPLY, Integer.MAX_VALUE);
        DeploymentRun run = behind.deploy(request("d2", BETTER, Duration.ofSeconds(4)), observer);
        Awaitility.await().until(() -> !proxy.requests(APPLY).isEmpty());
        proxy.goAway();

        Deployment record = end(run);

        assertThat(record.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(record.reason())
                .contains("it was not applied within 4 seconds", "cannot be reached", "GOING BACK FAILED TOO");
        assertThat(image()).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "503, apiserver is shutting down",
        "409, 'Operation cannot be fulfilled on deployments.apps \"web\": the object has been modified'"
    })
    void triesAgainWhatMayPass(int status, String message) throws Exception {
        proxy.answer(APPLY, 5, status, "", status(status, message));

        Deployment record = end(behind.deploy(request("d2", BETTER), observer));

        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(observer.messages).anyMatch(line -> line.contains(message) && line.endsWith("it is tried again"));
        assertThat(image()).isEqualTo(BETTER);
    }

    @Test
    void waitsAsLongAsAServerThatHasTooMuchToDoAsks() throws Exception {
        proxy.answer(APPLY, 1, 429, "Retry-After: 2\r\n", "Too many requests, please try again later.");

        Deployment record = end(behind.deploy(request("d2", BETTER), observer));

        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        List<FaultProxy.Request> tries = proxy.requests(APPLY);
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(tries.get(0).time(), tries.get(1).time()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void listsAgainWhenTheServerHasForgottenThePlaceOfItsWatches() throws Exception {
        DeploymentRun run = behind.deploy(request("d2", SLOW), observer);
        awaitPod();

        proxy.answer("watch=true", 3, 410, "", status(410, "too old resource version: 1 (2)"));
        proxy.cut();

        assertThat(end(run).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(image()).isEqualTo(SLOW);
    }

    @Test
    void goesBackWhenAPermissionIsTakenAwayInTheMiddle() throws Exception {
        String message =
                "deployments.apps \"web\" is forbidden: User \"ci\" cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"%s\""
                        .formatted(namespace);
        proxy.answer(APPLY, 1, 403, "", status(403, message));

        Deployment record = end(behind.deploy(request("d2", BETTER), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason())
                .isEqualTo("user 'ci' may not patch deployments.apps in namespace '%s'".formatted(namespace));
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void changesNothingWhenAWebHookDeniesIt() throws Exception {
        String denial = "admission webhook \"policy.example.com\" denied the request: images must be signed";
        proxy.answer(REHEARSE, 1, 400, "", status(400, denial));

        assertThat(failure(behind.deploy(request("d2", BETTER), observer)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining(denial);
        assertThat(proxy.requests(APPLY)).isEmpty();
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void saysThatTheNamespaceIsBeingDeleted() throws Exception {
        String held = namespace + "-held";
        admin.namespaces().resource(namespace(held)).create();
        var hold = admin.configMaps()
                .inNamespace(held)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("hold")
                        .withFinalizers("example.com/hold")
                        .endMetadata()
                        .build());
        hold.create();
        admin.namespaces().withName(held).delete();
        Awaitility.await().until(() -> "Terminating"
                .equals(admin.namespaces().withName(held).get().getStatus().getPhase()));

        assertThat(failure(behind.deploy(new WantedDeployment(held, WORKLOAD, "d2", BETTER).request(), observer)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("namespace %s because it is being terminated", held);

        hold.edit(map -> new ConfigMapBuilder(map)
                .editMetadata()
                .withFinalizers(List.of())
                .endMetadata()
                .build());
    }

    @Test
    void namesTheFinalizerThatKeepsWhatItRemoves() throws Exception {
        admin.apps().deployments().inNamespace(namespace).withName(WORKLOAD).delete();
        Awaitility.await().until(() -> live() == null);
        DeploymentRun run = behind.deploy(request("d2", UNREADY, Duration.ofSeconds(4)), observer);
        awaitPod();
        finalizers(List.of("example.com/hold"));

        Deployment record = end(run);

        assertThat(record.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(record.reason()).contains("GOING BACK FAILED TOO", "example.com/hold");
        finalizers(List.of());
    }

    @Test
    void leavesTheWorkloadToADeploymentOfAnotherControllerThatCameLater() throws Exception {
        DeploymentRun first = behind.deploy(request("d2", UNREADY), observer);
        awaitPod();

        Deployment second = end(engine.deploy(request("d3", BETTER), new RecordingObserver()));

        assertThat(second.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        Deployment lost = end(first);
        assertThat(lost.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(lost.reason()).isEqualTo("deployment d3 has taken web over meanwhile, so this one leaves it alone");
        assertThat(image()).isEqualTo(BETTER);
    }

    @ParameterizedTest
    @CsvSource({"+PT6H", "-PT6H"})
    void isNotDisturbedByAClockThatIsSet(Duration jump) throws Exception {
        DeploymentRun good = behind.deploy(request("d2", SLOW), observer);
        awaitPod();
        clock.jump(jump);
        assertThat(end(good).status()).isEqualTo(DeploymentStatus.SUCCEEDED);

        RecordingObserver second = new RecordingObserver();
        DeploymentRun bad = behind.deploy(request("d3", UNREADY, Duration.ofSeconds(4)), second);
        Awaitility.await().until(() -> second.types.contains(EventType.POD));
        clock.jump(jump);

        Deployment record = end(bad);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("not complete within 4 seconds");
    }

    private void awaitPod() {
        Awaitility.await().until(() -> observer.types.contains(EventType.POD));
    }

    private void finalizers(List<String> names) {
        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(WORKLOAD)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Json.write(Map.of("metadata", Map.of("finalizers", names))));
    }

    private static String status(int code, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                .formatted(message.replace("\"", "\\\""), code);
    }

    /** The machine's clock, which somebody sets. */
    private static final class JumpingClock extends Clock {
        private volatile Duration off = Duration.ZERO;

        void jump(Duration by) {
            off = off.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
