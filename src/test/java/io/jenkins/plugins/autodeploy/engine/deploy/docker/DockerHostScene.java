package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Docker host with three versions of an application, an engine that deploys to it, and what tests ask of both. */
abstract class DockerHostScene {
    static final String WORKLOAD = "web";
    static final Duration TIMEOUT = Duration.ofSeconds(30);
    static final HealthCheck HEALTH = new HealthCheck("/health", Duration.ofSeconds(1));
    static final Map<String, String> NO_ENV = Map.of();

    static DockerEngine docker;

    final List<String> arguments = new CopyOnWriteArrayList<>();

    /** Whether the docker client says that it cannot reach the daemon. */
    final AtomicBoolean away = new AtomicBoolean();

    private final AtomicInteger ids = new AtomicInteger();
    final ScheduledExecutorService executor = Executors.newScheduledThreadPool(3);
    final int publicPort = freePort();
    DockerDeploymentEngine engine;

    @TempDir
    static Path directory;

    @BeforeAll
    static void startParts() throws Exception {
        docker = DockerEngine.start();
        BaseImages.load(docker, "nginx", "python");
        for (int version = 1; version <= 3; version++) {
            build("app:" + version, "--build-arg", "VERSION=" + version);
        }
    }

    @AfterAll
    static void stopParts() throws Exception {
        if (docker != null) {
            docker.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        engine = engine(PortRange.DEFAULT);
    }

    @AfterEach
    void clean() throws Exception {
        engine.close();
        executor.shutdownNow();
        for (String id : docker.ask("ps", "-aq").lines().toList()) {
            docker.docker("rm", "-f", id);
        }
    }

    DeploymentRun deploy(String image) {
        return engine.deploy(request(image, NO_ENV, HEALTH), new Witness());
    }

    /** A version that answers, but says that it is not well. */
    DeployRequest broken(String image) {
        return request(WORKLOAD, image, Map.of("BROKEN", "1"), HEALTH, "rolling", Duration.ofSeconds(10), false);
    }

    DeploymentRun rollback(String to) {
        return rollback(to, RolloutPlan.of(RolloutPlan.ROLLING), new Witness());
    }

    DeploymentRun rollback(String to, RolloutPlan plan, Witness witness) {
        return engine.rollback(
                RollbackRequest.of("r" + ids.incrementAndGet(), "test", WORKLOAD)
                        .to(to)
                        .reason("it was better")
                        .plan(plan)
                        .healthCheck(new HealthCheck(null, HEALTH.interval()))
                        .timeout(TIMEOUT)
                        .trigger(trigger())
                        .build(),
                witness);
    }

    DeployRequest request(String image, RolloutPlan plan) {
        return request(image, NO_ENV, HEALTH).toBuilder().plan(plan).build();
    }

    DeployRequest request(String image, Map<String, String> env, HealthCheck health) {
        return request(WORKLOAD, image, env, health, "rolling", TIMEOUT, false);
    }

    DeployRequest request(
            String workload,
            String image,
            Map<String, String> env,
            HealthCheck health,
            String strategy,
            Duration timeout,
            boolean dryRun) {
        return DeployRequest.of("d" + ids.incrementAndGet(), "test", image)
                .workload(workload)
                .publicPort(publicPort)
                .env(env)
                .plan(RolloutPlan.of(strategy))
                .healthCheck(health)
                .timeout(timeout)
                .dryRun(dryRun)
                .trigger(trigger())
                .build();
    }

    static Trigger trigger() {
        return new Trigger("cli", "alice", 1, null);
    }

    DockerDeploymentEngine engine(PortRange ports) throws Exception {
        return engine(docker.host(), ports);
    }

    DockerDeploymentEngine engine(String host, PortRange ports) throws Exception {
        return engine(host, ports, DockerHost.DEFAULT_PROXY_IMAGE);
    }

    DockerDeploymentEngine engine(String host, PortRange ports, String proxyImage) throws Exception {
        CommandRunner runner = (command, out, err) -> {
            arguments.addAll(command.arguments());
            if (away.get()) {
                err.accept("Cannot connect to the Docker daemon. Is the docker daemon running?");
                return 1;
            }
            return new ProcessCommandRunner().run(command, out, err);
        };
        DockerHost settings = new DockerHost(
                host, ports, "127.0.0.1", proxyImage, Duration.ofSeconds(10), DockerEngine.CLIENT.toString());
        return new DockerDeploymentEngine(
                settings,
                runner,
                directory.toString(),
                new DirectoryWorkspace(directory)::createTemporaryDirectory,
                null,
                new RunContext(new TargetLocks(), executor, executor, Clock.systemUTC()));
    }

    static void build(String tag, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("build", "-q", "-t", tag));
        command.addAll(List.of(more));
        command.add("src/test/resources/docker/app");
        assertThat(docker.ask(command.toArray(new String[0]))).startsWith("sha256:");
    }

    static Deployment end(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    static Throwable failure(DeploymentRun run) {
        Throwable thrown = catchThrowable(() -> end(run));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    static List<String> containers() throws Exception {
        return docker.ask("ps", "-a", "--filter", "label=" + Labels.WORKLOAD, "--format", "{{.Names}}")
                .lines()
                .toList();
    }

    static List<String> running() throws Exception {
        return docker.ask("ps", "--format", "{{.Names}}").lines().toList();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(publicPort, path));
    }

    String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    void askSlowly(CompletableFuture<HttpResponse<String>> answer) {
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString())
                .thenAccept(answer::complete);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
