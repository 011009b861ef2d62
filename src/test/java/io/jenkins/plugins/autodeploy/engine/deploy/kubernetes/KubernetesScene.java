package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.KubeletStandIn;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A namespace of a real cluster, an engine that deploys to it, and what tests ask of both. */
abstract class KubernetesScene {
    static final String WORKLOAD = "web";

    /** Any cluster runs these, and the stand-in for a kubelet as well. */
    static final String GOOD = "registry.k8s.io/pause:3.8";

    static final String BETTER = "registry.k8s.io/pause:3.9";
    static final Duration LONG = Duration.ofSeconds(60);

    static KubernetesApi api;
    private static KubeletStandIn kubelet;
    static KubernetesClient admin;

    final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);
    private final TargetLocks locks = new TargetLocks();
    final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    KubernetesDeploymentEngine engine;

    @BeforeAll
    static void startParts() throws Exception {
        api = KubernetesApi.get();
        admin = api.newClient();
        kubelet = api.isOurs() ? new KubeletStandIn(api) : null;
    }

    @AfterAll
    static void stopParts() {
        if (api != null) {
            admin.close();
        }
        if (kubelet != null) {
            kubelet.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        admin.namespaces().resource(namespace(namespace)).create();
        engine = engine("admin");
    }

    @AfterEach
    void close() {
        engine.close();
        executor.shutdownNow();
        admin.namespaces().withName(namespace).delete();
    }

    static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    DeployRequest request(String id, String image) {
        return wanted(id, image).request();
    }

    DeployRequest request(String id, String image, Duration timeout) {
        return wanted(id, image).timeout(timeout).request();
    }

    /** What an image does that is not GOOD or BETTER is for the stand-in to play: a test that needs it is left out where a real kubelet runs. */
    WantedDeployment wanted(String id, String image) {
        if (!List.of(GOOD, BETTER).contains(image)) {
            api.requireOurs();
        }
        return new WantedDeployment(namespace, WORKLOAD, id, image);
    }

    KubernetesDeploymentEngine engine(String user) throws InvalidInputException {
        return engine(user, locks);
    }

    /** @param queues of the process that the engine is in */
    KubernetesDeploymentEngine engine(String user, TargetLocks queues) throws InvalidInputException {
        return new KubernetesDeploymentEngine(access(user), context(queues));
    }

    KubernetesDeploymentEngine engine(String user, TargetLocks queues, KubernetesConnections connections)
            throws InvalidInputException {
        return new KubernetesDeploymentEngine(access(user), context(queues), connections);
    }

    KubernetesAccess access(String user) {
        return new KubernetesAccess.Kubeconfig(new SecretText(api.kubeconfig(user)), null);
    }

    RunContext context(TargetLocks queues) {
        return new RunContext(queues, executor, executor, Clock.systemUTC());
    }

    io.fabric8.kubernetes.api.model.apps.Deployment live() {
        return admin.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(WORKLOAD)
                .get();
    }

    String image() {
        return live().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }

    RollbackRequest rollback(String id, String to) {
        return RollbackRequest.of(id, "dev", WORKLOAD)
                .namespace(namespace)
                .to(to)
                .reason("it is slow")
                .timeout(LONG)
                .trigger(new Trigger("user", "alice", 7, null))
                .build();
    }

    static Deployment end(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    static Throwable failure(DeploymentRun run) {
        Throwable thrown = catchThrowable(() -> end(run));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    /** At the n-th saved state the engine dies and another one goes on from there, for each n until a run ends by itself. */
    int resumeAtEachState(Function<String, DeployRequest> request, DeploymentStatus expected) throws Exception {
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
                    doomed.deploy(request.apply("n" + n), observer).outcome().toCompletableFuture();
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
}
