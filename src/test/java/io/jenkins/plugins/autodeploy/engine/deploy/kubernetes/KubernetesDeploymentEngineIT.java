package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.KubeletStandIn;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine against a real API server and controller-manager. */
@RequiresParts(Part.KUBERNETES)
class KubernetesDeploymentEngineIT {
    private static final String WORKLOAD = "web";
    private static final String GOOD = "registry.example.com/shop/web:1";
    private static final String BETTER = "registry.example.com/shop/web:2";
    private static final Duration LONG = Duration.ofSeconds(60);

    private static KubernetesApi api;
    private static KubeletStandIn kubelet;
    private static KubernetesClient admin;

    private final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);
    private final TargetLocks locks = new TargetLocks();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private KubernetesDeploymentEngine engine;

    @BeforeAll
    static void startParts() throws Exception {
        api = KubernetesApi.get();
        kubelet = new KubeletStandIn(api);
        admin = api.newClient();
    }

    @AfterAll
    static void stopParts() {
        if (api != null) {
            admin.close();
            kubelet.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        engine = engine("admin");
    }

    @AfterEach
    void close() {
        engine.close();
        executor.shutdownNow();
        admin.namespaces().withName(namespace).delete();
    }

    @Test
    void bringsTheFirstVersionUp() throws Exception {
        RecordingObserver observer = new RecordingObserver();

        Deployment record = end(engine.deploy(request("d1", GOOD), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.previousImage()).isNull();
        assertThat(record.pods())
                .hasSize(2)
                .allMatch(pod -> pod.ready() && pod.image().equals(GOOD));
        assertThat(record.health().healthy()).isTrue();
        assertThat(live().getMetadata().getAnnotations().get("kubernetes.io/change-cause"))
                .contains("d1", GOOD);
        assertThat(live().getMetadata().getManagedFields())
                .anyMatch(field -> field.getManager().equals("autodeploy")
                        && field.getOperation().equals("Apply"));
        assertThat(observer.types)
                .contains(EventType.STAGE, EventType.POD, EventType.ROLLOUT, EventType.DEPLOYMENT, EventType.LOG);
        assertThat(observer.records).last().isEqualTo(record);
    }

    @Test
    void replacesAVersionByTheNext() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record = end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.revision()).isEqualTo(2);
        assertThat(record.previousRevision()).isEqualTo(1);
        assertThat(record.previousImage()).isEqualTo(GOOD);
        assertThat(record.previousDeploymentId()).isEqualTo("d1");
        assertThat(record.pods()).allMatch(pod -> pod.image().equals(BETTER));
    }

    @Test
    void goesBackWhenAnImageCannotBePulled() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        var template = live().getSpec().getTemplate();

        Deployment record =
                end(engine.deploy(request("d2", "registry.example.com/missing:9"), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rolledBack()).isTrue();
        assertThat(record.reason())
                .contains("image registry.example.com/missing:9 cannot be pulled", "manifest unknown");
        assertThat(live().getSpec().getTemplate()).isEqualTo(template);
        assertThat(live().getStatus().getAvailableReplicas()).isEqualTo(2);
    }

    @Test
    void namesExitCodeAndLastOutputOfACrashLoop() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        RecordingObserver observer = new RecordingObserver();

        Deployment record = end(engine.deploy(request("d2", "registry.example.com/crash:2"), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("exit code 1", "Error: cannot open /data/config.json");
        assertThat(observer.messages).anyMatch(line -> line.endsWith("| Starting"));
    }

    @Test
    void removesWhatAFailedFirstDeploymentMade() throws Exception {
        DeployRequest request = request("d1", "registry.example.com/crash:1");

        Deployment record = end(engine.deploy(withPort(request, 8080), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.steps()).contains("Removed Deployment web, which this deployment had made");
        assertThat(live()).isNull();
        assertThat(admin.services().inNamespace(namespace).withName(WORKLOAD).get())
                .isNull();
    }

    @Test
    void namesWhyAProbeFailsAtTheDeadline() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record = end(engine.deploy(
                request("d2", "registry.example.com/unready:2", Duration.ofSeconds(4)), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("not complete within 4 seconds", "Readiness probe failed", "500");
    }

    @Test
    void waitsForANodeUntilTheDeadlineAndSaysSo() throws Exception {
        RecordingObserver observer = new RecordingObserver();

        Deployment record =
                end(engine.deploy(request("d1", "example.com/unschedulable:1", Duration.ofSeconds(4)), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason())
                .contains("no node can take the pod: 0/1 nodes are available: 1 Insufficient memory.");
        assertThat(observer.messages).anyMatch(line -> line.contains("new replicas are available; no node can take"));
    }

    @Test
    void namesTheQuotaThatIsExceeded() throws Exception {
        admin.resourceQuotas()
                .inNamespace(namespace)
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("1")))
                        .endSpec()
                        .build())
                .create();
        Awaitility.await().until(() -> !admin.resourceQuotas()
                .inNamespace(namespace)
                .withName("small")
                .get()
                .getStatus()
                .getHard()
                .isEmpty());

        Deployment record = end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.reason()).contains("exceeded quota: small");
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        try (KubernetesDeploymentEngine limited = engine("limited")) {
            Throwable failure = failure(limited.deploy(request("d1", GOOD), new RecordingObserver()));

            assertThat(failure)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("user 'limited' may not get deployments.apps in namespace '%s'", namespace);
        }
    }

    @Test
    void saysThatANamespaceDoesNotExist() {
        DeployRequest request = new DeployRequest(
                "d1",
                "dev",
                GOOD,
                "nowhere",
                WORKLOAD,
                List.of(),
                2,
                null,
                null,
                Map.of(),
                "rolling",
                new HealthCheck(null, Duration.ofSeconds(1)),
                LONG,
                true,
                false,
                new Trigger("cli", null, 1, null),
                null);

        assertThat(failure(engine.deploy(request, new RecordingObserver())))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("namespace 'nowhere' does not exist");
    }

    @Test
    void keepsTheReplicasThatSomebodyScaledToWhenNoneAreAskedFor() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        admin.apps().deployments().inNamespace(namespace).withName(WORKLOAD).scale(3);

        Deployment record = end(engine.deploy(withoutReplicas(request("d2", BETTER)), new RecordingObserver()));

        assertThat(record.pods()).hasSize(3);
    }

    @Test
    void goesBackWhenAborted() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        RecordingObserver observer = new RecordingObserver();
        DeploymentRun run = engine.deploy(request("d2", "registry.example.com/unready:2"), observer);
        Awaitility.await().until(() -> observer.types.contains(EventType.POD));

        run.abort("Aborted by alice");

        Deployment record = end(run);
        assertThat(record.status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(record.rolledBack()).isTrue();
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void rollsBackToThePreviousGoodVersionPastOneThatNeverWorked() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));
        end(engine.deploy(request("d3", "registry.example.com/crash:3"), new RecordingObserver()));

        Deployment record = end(engine.rollback(rollback("r1", null), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.image()).isEqualTo(GOOD);
        assertThat(record.previousImage()).isEqualTo(BETTER);
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void rollsBackToARevisionOrADeployment() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(end(engine.rollback(rollback("r1", "1"), new RecordingObserver()))
                        .image())
                .isEqualTo(GOOD);
        assertThat(end(engine.rollback(rollback("r2", "d2"), new RecordingObserver()))
                        .image())
                .isEqualTo(BETTER);
        assertThat(image()).isEqualTo(BETTER);
    }

    @Test
    void refusesToRollBackToNonsenseAndListsWhatIsPossible() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        end(engine.deploy(request("d2", BETTER), new RecordingObserver()));

        assertThat(failure(engine.rollback(rollback("r1", "77"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'77'")
                .hasMessageContaining("1 (%s, deployment d1)", GOOD);
        assertThat(failure(engine.rollback(rollback("r1", "2"), new RecordingObserver())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another version than the one that runs");
    }

    @Test
    void dryRunSaysWhatWouldChangeAndChangesNothing() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        var specification = live().getSpec();

        Deployment record = end(engine.deploy(dry(request("d2", BETTER)), new RecordingObserver()));

        assertThat(record.steps()).anyMatch(step -> step.contains("image from '%s' to '%s'".formatted(GOOD, BETTER)));
        assertThat(live().getSpec()).isEqualTo(specification);
    }

    @Test
    void namesTheOwnerOfAFieldThatItWouldTakeAway() throws Exception {
        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .load(getClass().getResourceAsStream("/kubernetes/web.yaml"))
                .fieldManager("helm")
                .serverSideApply();

        assertThat(failure(engine.deploy(request("d1", BETTER), new RecordingObserver())))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("belongs to 'helm'")
                .hasMessageContaining(".image");
    }

    @Test
    void switchesFromRollingToRecreate() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));

        Deployment record = end(engine.deploy(recreate(request("d2", BETTER)), new RecordingObserver()));

        assertThat(record.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(live().getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(end(engine.deploy(request("d3", GOOD), new RecordingObserver()))
                        .status())
                .isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(live().getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
    }

    @Test
    void goesOnFromEverySavedStateOfAGoodDeployment() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        int states = resumeAtEachState("registry.example.com/slow:2", DeploymentStatus.SUCCEEDED);

        assertThat(states).isGreaterThanOrEqualTo(3);
        assertThat(image()).isEqualTo("registry.example.com/slow:2");
    }

    @Test
    void goesOnFromEverySavedStateOfABadDeployment() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        int states = resumeAtEachState("registry.example.com/crash:2", DeploymentStatus.ROLLED_BACK);

        assertThat(states).isGreaterThanOrEqualTo(4);
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        long before = clientThreads();
        for (int i = 0; i < 3; i++) {
            try (KubernetesDeploymentEngine another = engine("admin")) {
                end(another.deploy(request("e" + i, BETTER), new RecordingObserver()));
            }
        }

        Awaitility.await().untilAsserted(() -> assertThat(clientThreads()).isLessThanOrEqualTo(before));
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().contains("vert.x") || thread.getName().contains("fabric8"))
                .count();
    }

    /** At the n-th saved state the engine dies and another one goes on from there, for each n until a run ends by itself. */
    private int resumeAtEachState(String image, DeploymentStatus expected) throws Exception {
        for (int n = 1; ; n++) {
            CompletableFuture<String> death = new CompletableFuture<>();
            int last = n;
            AtomicInteger count = new AtomicInteger();
            KubernetesDeploymentEngine doomed = engine("admin");
            RecordingObserver observer = new RecordingObserver(state -> {
                if (count.incrementAndGet() == last) {
                    death.complete(state);
                    throw new ProcessDied();
                }
            });
            CompletableFuture<Deployment> outcome =
                    doomed.deploy(request("n" + n, image), observer).outcome().toCompletableFuture();
            CompletableFuture.anyOf(death, outcome).exceptionally(dead -> null).get(90, TimeUnit.SECONDS);
            doomed.close();
            if (!death.isDone()) {
                return n - 1;
            }
            RecordingObserver second = new RecordingObserver();
            Deployment record = end(engine.resume(death.get(), second));
            assertThat(record.status())
                    .as("resumed at state %d of %s: %s", n, observer.messages, second.messages)
                    .isEqualTo(expected);
        }
    }

    /** Stands for the end of the host's process: what should follow the save does not happen. */
    private static final class ProcessDied extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void secondDeploymentWaitsForTheFirst() throws Exception {
        RecordingObserver second = new RecordingObserver();
        DeploymentRun first = engine.deploy(request("d1", "registry.example.com/slow:1"), new RecordingObserver());
        DeploymentRun next = engine.deploy(request("d2", BETTER), second);

        assertThat(end(next).previousImage()).isEqualTo("registry.example.com/slow:1");
        assertThat(end(first).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(second.messages).contains("d2 waits for d1, which works on web (place 1 in the queue)");
    }

    private KubernetesDeploymentEngine engine(String user) throws InvalidInputException {
        KubernetesAccess access = new KubernetesAccess.Kubeconfig(new SecretText(api.kubeconfig(user)), null);
        return new KubernetesDeploymentEngine(access, locks, executor, Clock.systemUTC());
    }

    private io.fabric8.kubernetes.api.model.apps.Deployment live() {
        return admin.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(WORKLOAD)
                .get();
    }

    private String image() {
        return live().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }

    private DeployRequest request(String id, String image) {
        return request(id, image, LONG);
    }

    private DeployRequest request(String id, String image, Duration timeout) {
        return new DeployRequest(
                id,
                "dev",
                image,
                namespace,
                WORKLOAD,
                List.of(),
                2,
                null,
                null,
                Map.of("GREETING", id),
                "rolling",
                new HealthCheck(null, Duration.ofSeconds(1)),
                timeout,
                true,
                false,
                new Trigger("cli", null, 1, null),
                null);
    }

    private static DeployRequest withPort(DeployRequest r, int port) {
        return new DeployRequest(
                r.id(),
                r.environment(),
                r.image(),
                r.namespace(),
                r.workload(),
                r.manifests(),
                r.replicas(),
                port,
                null,
                r.env(),
                r.strategy(),
                r.healthCheck(),
                r.timeout(),
                r.rollbackOnFailure(),
                r.dryRun(),
                r.trigger(),
                null);
    }

    private static DeployRequest withoutReplicas(DeployRequest r) {
        return new DeployRequest(
                r.id(),
                r.environment(),
                r.image(),
                r.namespace(),
                r.workload(),
                r.manifests(),
                null,
                null,
                null,
                r.env(),
                r.strategy(),
                r.healthCheck(),
                r.timeout(),
                r.rollbackOnFailure(),
                r.dryRun(),
                r.trigger(),
                null);
    }

    private static DeployRequest dry(DeployRequest r) {
        return new DeployRequest(
                r.id(),
                r.environment(),
                r.image(),
                r.namespace(),
                r.workload(),
                r.manifests(),
                r.replicas(),
                null,
                null,
                r.env(),
                r.strategy(),
                r.healthCheck(),
                r.timeout(),
                r.rollbackOnFailure(),
                true,
                r.trigger(),
                null);
    }

    private static DeployRequest recreate(DeployRequest r) {
        return new DeployRequest(
                r.id(),
                r.environment(),
                r.image(),
                r.namespace(),
                r.workload(),
                r.manifests(),
                r.replicas(),
                null,
                null,
                r.env(),
                "recreate",
                r.healthCheck(),
                r.timeout(),
                r.rollbackOnFailure(),
                false,
                r.trigger(),
                null);
    }

    private RollbackRequest rollback(String id, String to) {
        return new RollbackRequest(
                id,
                "dev",
                namespace,
                WORKLOAD,
                to,
                "it is slow",
                new HealthCheck(null, Duration.ofSeconds(1)),
                LONG,
                false,
                new Trigger("user", "alice", 7, null));
    }

    private static Deployment end(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    private static Throwable failure(DeploymentRun run) {
        Throwable thrown = catchThrowable(() -> end(run));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }
}
