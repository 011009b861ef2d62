package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on a real Docker Engine with a real nginx. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DockerDeploymentEngineIT {
    private static final String WORKLOAD = "web";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final HealthCheck HEALTH = new HealthCheck("/health", Duration.ofSeconds(1));
    private static final Map<String, String> NO_ENV = Map.of();

    private static DockerEngine docker;

    private final List<String> arguments = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(3);
    private final int publicPort = freePort();
    private DockerDeploymentEngine engine;

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

    @Test
    void serves_the_first_version_at_its_public_port() throws Exception {
        Deployment deployment = end(deploy("app:1"));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.revision()).isEqualTo(1);
        assertThat(deployment.previousImage()).isNull();
        assertThat(deployment.url()).isEqualTo("http://127.0.0.1:%d/".formatted(publicPort));
        assertThat(deployment.health().healthy()).isTrue();
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void loses_no_request_over_a_switch_a_failed_deployment_and_a_rollback() throws Exception {
        end(deploy("app:1"));
        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(100);
            assertThat(end(deploy("app:2")).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
            traffic.awaitMore(100);
            Deployment failed = end(engine.deploy(request("app:3", Map.of("BROKEN", "1"), HEALTH), new Witness()));
            assertThat(failed.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            traffic.awaitMore(100);
            assertThat(end(rollback(null)).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
            traffic.awaitMore(100);
            traffic.close();

            assertThat(traffic.lost()).isEmpty();
            assertThat(traffic.answered()).isGreaterThan(400);
            assertThat(traffic.versions()).isEqualTo(Set.of("version 1", "version 2"));
        }
    }

    @Test
    void lets_a_slow_request_end_on_the_version_on_which_it_began() throws Exception {
        end(deploy("app:1"));
        CompletableFuture<HttpResponse<String>> slow = new CompletableFuture<>();
        AtomicReference<Boolean> wasUnderWayAtTheSwitch = new AtomicReference<>();
        Witness witness = new Witness(state -> {
            if (state.contains("\"phase\":\"SWITCHING\"")) {
                askSlowly(slow);
            } else if (state.contains("\"phase\":\"DRAINING\"")) {
                wasUnderWayAtTheSwitch.set(!slow.isDone());
            }
        });

        end(engine.deploy(request("app:2", NO_ENV, HEALTH), witness));

        assertThat(wasUnderWayAtTheSwitch.get()).isTrue();
        assertThat(slow.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(slow.get().body()).startsWith("version 1");
        assertThat(get("/")).startsWith("version 2");
    }

    @Test
    void rolls_a_version_back_that_does_not_become_healthy_and_says_why() throws Exception {
        end(deploy("app:1"));

        Deployment deployment = end(engine.deploy(request("app:2", Map.of("BROKEN", "1"), HEALTH), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.rolledBack()).isTrue();
        assertThat(deployment.previousImage()).isEqualTo("app:1");
        assertThat(deployment.rollbackReason())
                .contains("not healthy within 15 seconds")
                .contains("GET /health")
                .contains("HTTP 500")
                .contains("the migration is missing");
        assertThat(containers()).containsExactly("autodeploy-web-1");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void fails_at_once_and_leaves_nothing_when_the_first_version_ends() throws Exception {
        Deployment deployment = end(engine.deploy(request("app:1", Map.of("EXIT", "3"), HEALTH), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(deployment.rolledBack()).isFalse();
        assertThat(deployment.reason()).contains("exit code 3").contains("cannot open the database");
        assertThat(containers()).isEmpty();
    }

    @Test
    void names_an_image_that_cannot_be_pulled() throws Exception {
        end(deploy("app:1"));

        Deployment deployment = end(deploy("127.0.0.1:1/shop/web:9"));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.reason()).contains("docker pull failed").contains("127.0.0.1:1");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void waits_until_the_program_itself_listens_when_no_path_is_given() throws Exception {
        HealthCheck port = new HealthCheck(null, Duration.ofSeconds(1));
        end(engine.deploy(request("app:1", NO_ENV, port), new Witness()));
        try (Traffic traffic = new Traffic(publicPort)) {
            traffic.awaitMore(10);
            Deployment deployment = end(engine.deploy(request("app:2", Map.of("LATE", "3"), port), new Witness()));
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(deployment.health().check()).isEqualTo("port 8000");
            assertThat(traffic.lost()).isEmpty();
        }
    }

    @Test
    void goes_by_the_health_check_of_the_image() throws Exception {
        build("app:checked", "--build-arg", "VERSION=1", "-f", "src/test/resources/docker/app/Dockerfile.checked");
        HealthCheck none = new HealthCheck(null, Duration.ofSeconds(1));

        Deployment deployment = end(engine.deploy(request("app:checked", NO_ENV, none), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.health().check()).isEqualTo("HEALTHCHECK of the image");
    }

    @Test
    void takes_the_next_port_when_another_program_has_the_first() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int first = other.getLocalPort();
            engine = engine(new PortRange(first, first + 1));

            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(deployment.steps().toString()).contains("127.0.0.1:" + (first + 1));
        }
    }

    @Test
    void says_that_the_port_range_is_exhausted() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            engine = engine(new PortRange(other.getLocalPort(), other.getLocalPort()));

            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(deployment.reason()).contains("all ports of the range").contains("in use");
        }
    }

    @Test
    void refuses_a_public_port_that_another_program_has() throws Exception {
        try (ServerSocket other = new ServerSocket(publicPort, 1, InetAddress.getLoopbackAddress())) {
            Deployment deployment = end(deploy("app:1"));

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(deployment.reason())
                    .contains("port " + other.getLocalPort())
                    .contains("in use by another program");
            assertThat(containers()).isEmpty();
        }
    }

    @Test
    void refuses_the_public_port_of_another_workload() throws Exception {
        end(deploy("app:1"));
        DeployRequest shop = request("shop", "app:2", NO_ENV, HEALTH, "rolling", false);

        Throwable refused = failure(engine.deploy(shop, new Witness()));

        assertThat(refused).isInstanceOf(InvalidInputException.class).hasMessageContaining("workload web");
        assertThat(get("/")).startsWith("version 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void goes_on_after_a_restart_wherever_it_was(int savedStates) throws Exception {
        end(deploy("app:1"));
        AtomicInteger saves = new AtomicInteger();
        AtomicReference<String> last = new AtomicReference<>();
        DockerDeploymentEngine dying = engine(PortRange.DEFAULT);
        Witness untilItDies = new Witness(state -> {
            if (saves.incrementAndGet() <= savedStates) {
                last.set(state);
            } else {
                dying.close();
                throw new IllegalStateException("the process died");
            }
        });
        dying.deploy(request("app:2", NO_ENV, HEALTH), untilItDies);
        Awaitility.await().atMost(TIMEOUT).until(() -> saves.get() > savedStates);

        engine = engine(PortRange.DEFAULT);
        Deployment deployment = end(engine.resume(last.get(), new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(running()).containsExactlyInAnyOrder("autodeploy-web-2", "autodeploy-proxy");
        assertThat(get("/")).startsWith("version 2");
    }

    @Test
    void gives_back_at_once_what_has_ended() throws Exception {
        Witness witness = new Witness();
        Deployment ended = end(engine.deploy(request("app:1", NO_ENV, HEALTH), witness));

        String last = witness.states.get(witness.states.size() - 1);

        assertThat(end(engine.resume(last, new Witness()))).isEqualTo(ended);
    }

    @Test
    void removes_the_new_container_when_aborted_before_the_switch() throws Exception {
        end(deploy("app:1"));
        DeploymentRun run = engine.deploy(request("app:2", Map.of("BROKEN", "1"), HEALTH), new Witness());
        Awaitility.await().until(() -> run.waitsFor().contains("HTTP 500"));

        run.abort("somebody stopped it");

        Deployment deployment = end(run);
        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(deployment.reason()).isEqualTo("somebody stopped it");
        assertThat(containers()).containsExactly("autodeploy-web-1");
    }

    @Test
    void goes_back_without_losing_a_request_when_aborted_after_the_switch() throws Exception {
        end(deploy("app:1"));
        AtomicReference<DeploymentRun> run = new AtomicReference<>();
        CompletableFuture<DeploymentRun> started = new CompletableFuture<>();
        Witness witness = new Witness(state -> {
            if (state.contains("\"phase\":\"SWITCHING\"")) {
                askSlowly(new CompletableFuture<>());
            } else if (state.contains("\"phase\":\"DRAINING\"")) {
                started.join().abort("somebody stopped it");
            }
        });
        try (Traffic traffic = new Traffic(publicPort)) {
            run.set(engine.deploy(request("app:2", NO_ENV, HEALTH), witness));
            started.complete(run.get());

            Deployment deployment = end(run.get());
            traffic.awaitMore(10);
            traffic.close();

            assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ABORTED);
            assertThat(deployment.rolledBack()).isTrue();
            assertThat(traffic.lost()).isEmpty();
            assertThat(get("/")).startsWith("version 1");
            assertThat(containers()).containsExactly("autodeploy-web-1");
        }
    }

    @Test
    void rolls_back_to_a_deployment_with_its_variables() throws Exception {
        Deployment first =
                end(engine.deploy(request("app:1", Map.of("GREETING", "hello = world"), HEALTH), new Witness()));
        end(deploy("app:2"));
        end(deploy("app:3"));

        Deployment rollback = end(rollback(first.id()));

        assertThat(rollback.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(rollback.image()).isEqualTo("app:1");
        assertThat(rollback.previousImage()).isEqualTo("app:3");
        assertThat(rollback.revision()).isEqualTo(4);
        assertThat(get("/").strip()).isEqualTo("version 1 hello = world");
    }

    @Test
    void refuses_a_rollback_to_what_is_not_kept_with_the_list_of_what_is() throws Exception {
        end(deploy("app:1"));
        end(deploy("app:2"));

        assertThat(failure(rollback("7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 (app:1, deployment d1)")
                .hasMessageContaining("revision 2 (app:2) runs now");
        assertThat(failure(rollback("2"))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keeps_five_old_revisions() throws Exception {
        for (int deployment = 0; deployment < 7; deployment++) {
            end(deploy("app:1"));
        }

        assertThat(containers())
                .containsExactlyInAnyOrder(
                        "autodeploy-web-2",
                        "autodeploy-web-3",
                        "autodeploy-web-4",
                        "autodeploy-web-5",
                        "autodeploy-web-6",
                        "autodeploy-web-7");
    }

    @Test
    void makes_the_proxy_again_from_what_runs() throws Exception {
        end(deploy("app:1"));
        docker.docker("rm", "-f", "autodeploy-proxy");
        DeployRequest shop = new DeployRequest(
                "d-shop",
                "test",
                "app:2",
                "",
                "shop",
                List.of(),
                null,
                null,
                freePort(),
                NO_ENV,
                "rolling",
                HEALTH,
                TIMEOUT,
                true,
                false,
                trigger(),
                null);

        end(engine.deploy(shop, new Witness()));

        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void stops_the_old_version_first_and_starts_it_again_when_the_new_one_fails() throws Exception {
        end(deploy("app:1"));
        DeployRequest request = request(WORKLOAD, "app:2", Map.of("EXIT", "1"), HEALTH, "recreate", false);

        Deployment deployment = end(engine.deploy(request, new Witness()));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(deployment.steps().toString()).contains("Started autodeploy-web-1 again");
        assertThat(get("/")).startsWith("version 1");
    }

    @Test
    void changes_nothing_in_a_dry_run() throws Exception {
        Witness witness = new Witness();

        Deployment deployment =
                end(engine.deploy(request(WORKLOAD, "app:1", NO_ENV, HEALTH, "rolling", true), witness));

        assertThat(deployment.status()).as(deployment.toString()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.steps()).anyMatch(step -> step.contains("would start app:1 as revision 1"));
        assertThat(docker.ask("ps", "-aq")).isEmpty();
    }

    @Test
    void keeps_variables_out_of_command_lines_and_events() throws Exception {
        Witness witness = new Witness();

        end(engine.deploy(request("app:1", Map.of("GREETING", "s3cr3t"), HEALTH), witness));

        assertThat(get("/")).contains("s3cr3t");
        assertThat(arguments).noneMatch(line -> line.contains("s3cr3t"));
        assertThat(witness.messages).noneMatch(line -> line.contains("s3cr3t"));
        assertThat(witness.records).noneMatch(record -> record.toString().contains("s3cr3t"));
    }

    @Test
    void does_two_deployments_of_a_workload_one_after_the_other() throws Exception {
        DeploymentRun first = deploy("app:1");
        DeploymentRun second = deploy("app:2");

        assertThat(end(first).revision()).isEqualTo(1);
        assertThat(end(second).previousRevision()).isEqualTo(1);
        assertThat(get("/")).startsWith("version 2");
    }

    @Test
    void says_that_the_daemon_cannot_be_reached() throws Exception {
        engine = engine("unix:///nowhere/docker.sock", PortRange.DEFAULT);

        assertThat(failure(deploy("app:1")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("unix:///nowhere/docker.sock cannot be reached");
    }

    @Test
    void asks_for_the_port_when_the_image_exposes_none() throws Exception {
        DeployRequest request = request("python:3.12-slim", NO_ENV, HEALTH);

        assertThat(failure(engine.deploy(request, new Witness())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("port: ");
    }

    private DeploymentRun deploy(String image) {
        return engine.deploy(request(image, NO_ENV, HEALTH), new Witness());
    }

    private DeploymentRun rollback(String to) {
        return engine.rollback(
                new RollbackRequest(
                        "r" + ids.incrementAndGet(),
                        "test",
                        "",
                        WORKLOAD,
                        to,
                        "it was better",
                        HEALTH,
                        TIMEOUT,
                        false,
                        trigger()),
                new Witness());
    }

    private DeployRequest request(String image, Map<String, String> env, HealthCheck health) {
        return request(WORKLOAD, image, env, health, "rolling", false);
    }

    private DeployRequest request(
            String workload,
            String image,
            Map<String, String> env,
            HealthCheck health,
            String strategy,
            boolean dryRun) {
        return new DeployRequest(
                "d" + ids.incrementAndGet(),
                "test",
                image,
                "",
                workload,
                List.of(),
                null,
                null,
                publicPort,
                env,
                strategy,
                health,
                TIMEOUT,
                true,
                dryRun,
                trigger(),
                null);
    }

    private static Trigger trigger() {
        return new Trigger("cli", "alice", 1, null);
    }

    private DockerDeploymentEngine engine(PortRange ports) throws Exception {
        return engine(docker.host(), ports);
    }

    private DockerDeploymentEngine engine(String host, PortRange ports) throws Exception {
        CommandRunner runner = (command, out, err) -> {
            arguments.addAll(command.arguments());
            return new ProcessCommandRunner().run(command, out, err);
        };
        DockerHost settings = new DockerHost(
                host,
                ports,
                "127.0.0.1",
                DockerHost.DEFAULT_PROXY_IMAGE,
                Duration.ofSeconds(10),
                DockerEngine.CLIENT.toString());
        return new DockerDeploymentEngine(
                settings,
                runner,
                directory.toString(),
                new DirectoryWorkspace(directory)::createTemporaryDirectory,
                null,
                new TargetLocks(),
                executor,
                Clock.systemUTC());
    }

    private static void build(String tag, String... more) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("build", "-q", "-t", tag));
        command.addAll(List.of(more));
        command.add("src/test/resources/docker/app");
        assertThat(docker.ask(command.toArray(new String[0]))).startsWith("sha256:");
    }

    private static Deployment end(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    private static Throwable failure(DeploymentRun run) {
        Throwable thrown = catchThrowable(() -> end(run));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private static List<String> containers() throws Exception {
        return docker.ask("ps", "-a", "--filter", "label=" + Labels.WORKLOAD, "--format", "{{.Names}}")
                .lines()
                .toList();
    }

    private static List<String> running() throws Exception {
        return docker.ask("ps", "--format", "{{.Names}}").lines().toList();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(publicPort, path));
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private void askSlowly(CompletableFuture<HttpResponse<String>> answer) {
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString())
                .thenAccept(answer::complete);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
