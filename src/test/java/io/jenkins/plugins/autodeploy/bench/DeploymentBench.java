package io.jenkins.plugins.autodeploy.bench;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.KubernetesDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.KubeletStandIn;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/** Deployments to a real API server: beside kubectl, many at once, and how soon a viewer learns of what happens. */
final class DeploymentBench {
    private static final int PAIRS = 20;
    private static final int AT_ONCE = 100;

    private final DeploymentEngine engine;
    private final Engines engines;
    private final Path kubeconfig;
    private int version;

    private DeploymentBench(DeploymentEngine engine, Engines engines, Path kubeconfig) {
        this.engine = engine;
        this.engines = engines;
        this.kubeconfig = kubeconfig;
    }

    /** Each has a connection of its own. */
    private interface Engines {
        DeploymentEngine open() throws Exception;
    }

    private interface Work {
        void with(KubernetesApi api, Engines engines) throws Exception;
    }

    private interface Deploying {
        void deploy(String workload, int replicas) throws Exception;
    }

    static void run(Path directory) throws Exception {
        with((api, engines) -> {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), api.kubeconfig("admin"));
            try (DeploymentEngine engine = engines.open()) {
                DeploymentBench bench = new DeploymentBench(engine, engines, kubeconfig);
                bench.besideKubectl(1, "a rollout of one pod, in a process that has just begun", bench::deploy);
                bench.besideKubectl(0, "a rollout of no pod, which takes kubelets no time", bench::deploy);
                bench.besideKubectl(1, "a rollout of one pod, with compiled code", bench::deploy);
                bench.besideKubectl(1, "the same over a connection that is opened for it", bench::deployAnew);
                bench.manyAtOnce();
            }
        });
    }

    static void feed(Path directory) throws Exception {
        with((api, engines) -> {
            try (DeploymentEngine engine = engines.open()) {
                FeedLatencyBench.run(api, engine, directory);
            }
        });
    }

    private static void with(Work work) throws Exception {
        if (!Part.KUBERNETES.isAvailable()) {
            System.out.println("Left out: deployments. " + Part.KUBERNETES.needs());
            return;
        }
        KubernetesApi api = KubernetesApi.get();
        KubernetesAccess access = new KubernetesAccess.Kubeconfig(new SecretText(api.kubeconfig("admin")), null);
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
        RunContext context = new RunContext(new TargetLocks(), executor, executor, Clock.systemUTC());
        try (KubeletStandIn ignored = new KubeletStandIn(api)) {
            work.with(api, () -> new KubernetesDeploymentEngine(access, context));
        } finally {
            executor.shutdownNow();
        }
    }

    /** Both sides change one object and wait until they know that its rollout is complete, in turn, each going first every other time. */
    private void besideKubectl(int replicas, String what, Deploying deploying) throws Exception {
        String ours = "ours-" + version;
        String theirs = "theirs-" + version;
        deploy(theirs, replicas);
        Callable<Void> deployed = () -> {
            deploying.deploy(ours, replicas);
            return null;
        };
        double[] engineTimes = new double[PAIRS];
        double[] kubectlTimes = new double[PAIRS];
        double[] ratios = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            if (pair % 2 == 0) {
                engineTimes[pair] = Rounds.millis(deployed);
                kubectlTimes[pair] = Rounds.millis(() -> setImage(theirs));
            } else {
                kubectlTimes[pair] = Rounds.millis(() -> setImage(theirs));
                engineTimes[pair] = Rounds.millis(deployed);
            }
            ratios[pair] = engineTimes[pair] / kubectlTimes[pair];
        }
        Rounds.print(Rounds.percentile(engineTimes, 50), what + ", by the engine");
        Rounds.print(
                Rounds.percentile(kubectlTimes, 50),
                "the same by 'kubectl set image' and 'kubectl rollout status'; the engine takes %.2f times that"
                        .formatted(Rounds.percentile(ratios, 50)));
    }

    private Void setImage(String workload) throws IOException, InterruptedException {
        kubectl("set", "image", "deployment/" + workload, workload + "=" + image());
        kubectl("rollout", "status", "deployment/" + workload);
        return null;
    }

    private void kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
    }

    /** Deployments hold no thread while they wait: two threads serve them all. */
    private void manyAtOnce() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long heap = used();
        int before = threads.getThreadCount();
        threads.resetPeakThreadCount();
        double millis = Rounds.millis(() -> {
            List<CompletableFuture<Deployment>> outcomes = IntStream.range(0, AT_ONCE)
                    .mapToObj(workload -> begin(engine, "many-" + workload, 1))
                    .toList();
            outcomes.forEach(DeploymentBench::check);
            return null;
        });
        Rounds.print(millis, AT_ONCE + " deployments at once, by two threads");
        System.out.printf(
                Locale.ROOT,
                "%10d     threads at most while they went on, of this process and all its parts; %d before%n",
                threads.getPeakThreadCount(),
                before);
        System.out.printf(Locale.ROOT, "%10.3f MB  more on the heap after them%n", (used() - heap) / 1e6);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void deploy(String workload, int replicas) {
        check(begin(engine, workload, replicas));
    }

    private void deployAnew(String workload, int replicas) throws Exception {
        try (DeploymentEngine another = engines.open()) {
            check(begin(another, workload, replicas));
        }
    }

    private CompletableFuture<Deployment> begin(DeploymentEngine by, String workload, int replicas) {
        String image = image();
        DeployRequest request = DeployRequest.of(workload + "-" + version, "bench", image)
                .workload(workload)
                .replicas(replicas)
                .trigger(new Trigger("user", "bench", version, null))
                .build();
        return by.deploy(request, new Silent()).outcome().toCompletableFuture();
    }

    private String image() {
        return "registry.example.com/bench:" + ++version;
    }

    private static void check(CompletableFuture<Deployment> outcome) {
        if (outcome.join().status() != DeploymentStatus.SUCCEEDED) {
            throw new IllegalStateException(outcome.join().toString());
        }
    }

    /** Keeps nothing, so that only the engine is timed. */
    private static final class Silent implements DeploymentObserver {
        @Override
        public EventSink events() {
            return EventSink.NONE;
        }

        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String state) {}
    }
}
