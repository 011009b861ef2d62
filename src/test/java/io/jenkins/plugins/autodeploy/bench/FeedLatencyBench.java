package io.jenkins.plugins.autodeploy.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.live.LiveRuns;
import io.jenkins.plugins.autodeploy.engine.live.Viewer;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** How soon a viewer of the feed learns of a pod that changes: over the watch, the run, its log and its feed. */
final class FeedLatencyBench {
    private static final String WORKLOAD = "seen";
    private static final int CHANGES = 300;

    /** A controller has run its code often; the first rounds of a fresh Java measure its compiler. */
    private static final int WARM_UP = 200;

    /** When a viewer was given an event, and what it tells. */
    private record Arrival(long nanos, String message) {}

    private FeedLatencyBench() {}

    /** A rollout in which one pod of two becomes ready and unready again and again, and so never ends by itself. */
    static void run(KubernetesApi api, DeploymentEngine engine, Path directory) throws Exception {
        ExecutorService viewers = Executors.newFixedThreadPool(2);
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        try (LiveRuns live = new LiveRuns(InstantSource.system(), viewers, 10);
                EventLog log = live.open("bench", 1, directory.resolve("feed.jsonl"));
                KubernetesClient client = api.newClient()) {
            live.subscribe(log, 0, new Arrivals(arrivals));
            DeployRequest request = DeployRequest.of("seen-1", "bench", "registry.example.com/unready:1")
                    .workload(WORKLOAD)
                    .replicas(2)
                    .trigger(new Trigger("user", "bench", 1, null))
                    .build();
            DeploymentRun run = engine.deploy(request, new Logging(log));
            double[] millis = measure(client, pod(client), arrivals);
            run.abort("It was seen");
            run.outcome().toCompletableFuture().join();
            Rounds.print(
                    Rounds.percentile(millis, 50), "from a change of a pod in the cluster to a viewer of the feed");
            Rounds.print(Rounds.percentile(millis, 99), "the same for 99 of 100 changes");
        } finally {
            viewers.shutdownNow();
        }
    }

    private static Pod pod(KubernetesClient client) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> pods(client).size() == 2
                        && pods(client).stream().allMatch(pod -> "Running"
                                .equals(pod.getStatus().getPhase())));
        return pods(client).get(0);
    }

    private static List<Pod> pods(KubernetesClient client) {
        return client.pods()
                .inNamespace("default")
                .withLabel("app.kubernetes.io/name", WORKLOAD)
                .list()
                .getItems();
    }

    /** The time counts from the API server's answer, by when the change is made. */
    private static double[] measure(KubernetesClient client, Pod pod, BlockingQueue<Arrival> arrivals)
            throws Exception {
        double[] millis = new double[CHANGES];
        for (int change = -WARM_UP; change < CHANGES; change++) {
            boolean ready = change % 2 == 0;
            arrivals.clear();
            client.resource(withReadiness(pod, ready)).patchStatus();
            long made = System.nanoTime();
            String told = pod.getMetadata().getName() + ": " + (ready ? "ready" : "Running");
            Arrival arrival;
            do {
                arrival = arrivals.poll(30, TimeUnit.SECONDS);
            } while (!arrival.message().startsWith(told));
            if (change >= 0) {
                millis[change] = Math.max(0, arrival.nanos() - made) / 1e6;
            }
        }
        return millis;
    }

    private static Pod withReadiness(Pod pod, boolean ready) {
        return new PodBuilder(pod)
                .editMetadata()
                .withResourceVersion(null)
                .endMetadata()
                .editStatus()
                .withConditions()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }

    private record Arrivals(BlockingQueue<Arrival> queue) implements Viewer {
        @Override
        public CompletionStage<?> take(List<Event> events) {
            long now = System.nanoTime();
            events.stream()
                    .filter(event -> event.type() == EventType.POD)
                    .forEach(event -> queue.add(new Arrival(now, event.message())));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void end() {}

        @Override
        public void fail(Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    private record Logging(EventSink events) implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String state) {}
    }
}
