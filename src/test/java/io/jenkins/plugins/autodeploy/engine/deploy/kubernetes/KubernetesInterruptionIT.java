package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientImpl;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnection;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deployments that are aborted, queue up, or lose their process. */
@RequiresParts(Part.KUBERNETES)
class KubernetesInterruptionIT extends KubernetesScene {
    private static final int MANY = 20;

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
    void goesOnFromEverySavedStateOfAnAnalysis() throws Exception {
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
        Analysis analysis = AnalysisReader.parse("{window: 2s, interval: 1s, metrics: [{restarts: '> 0'}]}");
        int states =
                resumeAtEachState(id -> wanted(id, BETTER).analysis(analysis).request(), DeploymentStatus.SUCCEEDED);

        assertThat(states).isGreaterThanOrEqualTo(6);
        assertThat(image()).isEqualTo(BETTER);
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

    /** Each engine has its user's connection, and each watch is one of its namespace. */
    @Test
    void manyThatWaitHoldNoThreadEach() throws Exception {
        api.requireOurs();
        KubernetesConnections connections = new KubernetesConnections(executor, executor);
        List<KubernetesDeploymentEngine> engines = new ArrayList<>();
        ThreadPoolExecutor threads = threads(connections);
        try {
            begin("many-0", connections, engines);
            int one = threads.getPoolSize();
            for (int n = 1; n < MANY; n++) {
                begin("many-" + n, connections, engines);
            }
            assertThat(threads.getPoolSize()).isLessThan(one + MANY / 2);
        } finally {
            engines.forEach(KubernetesDeploymentEngine::close);
            connections.close();
        }
        Awaitility.await("the watches to end with their connection")
                .untilAsserted(() -> assertThat(threads.getPoolSize()).isZero());
    }

    /** Those of the connection that engines share, and nobody else's. */
    private ThreadPoolExecutor threads(KubernetesConnections connections) throws Exception {
        try (KubernetesConnection shared = connections.open(access("admin"))) {
            OkHttpClientImpl http = (OkHttpClientImpl) shared.client().getHttpClient();
            return (ThreadPoolExecutor) http.getOkHttpClient().dispatcher().executorService();
        }
    }

    private void begin(String workload, KubernetesConnections connections, List<KubernetesDeploymentEngine> engines)
            throws Exception {
        KubernetesDeploymentEngine next = engine("admin", new TargetLocks(), connections);
        engines.add(next);
        RecordingObserver observer = new RecordingObserver();
        next.deploy(
                new WantedDeployment(namespace, workload, workload, "registry.example.com/unready:1").request(),
                observer);
        Awaitility.await().until(() -> observer.types.contains(EventType.POD));
    }

    @Test
    void secondDeploymentWaitsForTheFirst() throws Exception {
        RecordingObserver second = new RecordingObserver();
        DeploymentRun first = engine.deploy(request("d1", "registry.example.com/slow:1"), new RecordingObserver());
        DeploymentRun next = engine.deploy(request("d2", BETTER), second);

        assertThat(end(next).previousImage()).isEqualTo("registry.example.com/slow:1");
        assertThat(end(first).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(second.messages).contains("Waits for d1, which works on web (place 1 in the queue)");
    }

    /** Without those that all clients of a process share, and that end by themselves when they had nothing to do for a minute. */
    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("OkHttp") || name.contains("fabric8"))
                .filter(name -> !name.equals("OkHttp TaskRunner"))
                .count();
    }
}
