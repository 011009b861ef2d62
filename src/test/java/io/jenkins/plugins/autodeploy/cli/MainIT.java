package io.jenkins.plugins.autodeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.parts.KubeletStandIn;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's program in a process of its own, against a real API server and controller-manager. */
@RequiresParts(Part.KUBERNETES)
class MainIT {
    private static final String GOOD = "registry.example.com/shop/web:1";
    private static final String CRASHING = "registry.example.com/crash/web:2";
    private static final String UNREADY = "registry.example.com/unready/web:2";

    private static KubernetesApi api;
    private static KubeletStandIn kubelet;
    private static KubernetesClient admin;

    private final String namespace = "cli-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path directory;

    private Path out;
    private Path err;

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
    void prepare() throws Exception {
        out = directory.resolve("out");
        err = directory.resolve("err");
        Files.createDirectory(directory.resolve("shop"));
        Files.writeString(directory.resolve("kubeconfig"), api.kubeconfig("admin"));
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void deleteNamespace() {
        admin.namespaces().withName(namespace).delete();
    }

    @Test
    void deploysAndPrintsTheRecordAlone() throws Exception {
        assertThat(run("deploy", "--image", GOOD, "--json")).isZero();

        Deployment deployment = Json.read(Files.readString(out), Deployment.class);
        assertThat(deployment.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deployment.target().namespace()).isEqualTo(namespace);
        assertThat(err).content().contains("deploy   done in", "verify   done in");
        assertThat(summary(1).deployments()).containsExactly(deployment);
    }

    @Test
    void endsWithFiveWhenItWentBack() throws Exception {
        run("deploy", "--image", GOOD);

        assertThat(run("deploy", "--image", CRASHING)).isEqualTo(5);

        assertThat(err).content().contains("It was rolled back to " + GOOD).doesNotContain("\tat ");
        assertThat(out).isEmptyFile();
        assertThat(image()).isEqualTo(GOOD);
        assertThat(summary(2).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void goesBackBeforeItEndsWhenInterrupted() throws Exception {
        run("deploy", "--image", GOOD);
        Process deploying = start("deploy", "--image", UNREADY);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(err)
                .contains("verify   "));

        interrupt(deploying);

        assertThat(deploying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(deploying.exitValue()).isEqualTo(130);
        assertThat(image()).isEqualTo(GOOD);
        assertThat(summary(2).status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(summary(2).isRunning()).isFalse();
    }

    @Test
    void rollsBackByHand() throws Exception {
        run("deploy", "--image", GOOD);
        run("deploy", "--image", GOOD.replace(":1", ":2"));

        assertThat(run("rollback", "--workload", "web", "--reason", "prices are wrong"))
                .isZero();

        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void keepsARehearsalOutOfTheDeployments() throws Exception {
        assertThat(run("deploy", "--image", GOOD, "--dry-run")).isZero();

        assertThat(out).content().contains("Dry run: ");
        assertThat(summary(1).deployments()).isEmpty();
        assertThat(admin.apps().deployments().inNamespace(namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void refusesAnImageWithSpacesInOneSentence() throws Exception {
        assertThat(run("deploy", "--image", "web one", "--workload", "web")).isEqualTo(2);

        assertThat(err)
                .content()
                .contains("autodeploy: image: 'web one' is not valid")
                .doesNotContain("\tat ");
    }

    private int run(String command, String... options) throws Exception {
        Process process = start(command, options);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Process start(String command, String... options) throws Exception {
        // Whoever runs the tests in the background ignores SIGINT, and a JVM inherits that.
        List<String> line = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command,
                "--home",
                directory.resolve("home").toString(),
                "--kubeconfig",
                directory.resolve("kubeconfig").toString(),
                "--namespace",
                namespace));
        line.addAll(List.of(options));
        line.add(directory.resolve("shop").toString());
        return new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** As Ctrl-C does. */
    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private String image() {
        return admin.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private RunSummary summary(int run) throws Exception {
        return Json.read(
                Files.readString(directory.resolve("home/jobs/shop/runs/" + run + "/run.json")), RunSummary.class);
    }
}
