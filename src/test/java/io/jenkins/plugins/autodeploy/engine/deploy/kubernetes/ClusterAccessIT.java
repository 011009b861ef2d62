package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.ConnectProxy;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a cluster other than a token, each with a rehearsal at a real API server. */
@RequiresParts(Part.KUBERNETES)
class ClusterAccessIT extends KubernetesScene {
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

    @TempDir
    private Path directory;

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    @Test
    void aProgramGivesTheTokenAndIsAskedAgainWhenItHasEnded() throws Exception {
        program("""
                echo x >>calls
                echo '{"status": {"token": "admin", "expirationTimestamp": "2020-01-01T00:00:00Z"}}'
                """);

        assertThat(rehearse(byProgram())).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(Files.readAllLines(directory.resolve("calls"))).hasSizeGreaterThan(1);
    }

    @Test
    void aProgramThatFailsIsNamedWithItsWords() throws Exception {
        program("echo 'Unable to locate credentials' >&2; exit 3");
        try (KubernetesDeploymentEngine other = engine(byProgram())) {
            Throwable failure = failure(other.deploy(wanted("d1", GOOD).dryRun().request(), new RecordingObserver()));

            assertThat(failure)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("exit code 3 and the words: Unable to locate credentials");
        }
    }

    @Test
    void aClientCertificateOpensTheClusterThroughAProxy() throws Exception {
        KubernetesAccess certificate = new KubernetesAccess.ClientCertificate(
                api.server(),
                api.certificateAuthority(),
                api.clientCertificate(),
                new SecretText(api.clientKey()),
                "RSA");
        try (ConnectProxy proxy = new ConnectProxy()) {
            HttpProxy settings = new HttpProxy("127.0.0.1", proxy.port(), "ci", new SecretText("hush"));

            assertThat(rehearse(new KubernetesAccess.Proxied(certificate, server -> settings)))
                    .isEqualTo(DeploymentStatus.SUCCEEDED);

            assertThat(proxy.requests()).anyMatch(line -> line.startsWith("CONNECT 127.0.0.1:"));
        }
    }

    private DeploymentStatus rehearse(KubernetesAccess access) throws Exception {
        try (KubernetesDeploymentEngine other = engine(access)) {
            return end(other.deploy(wanted("d1", GOOD).dryRun().request(), new RecordingObserver()))
                    .status();
        }
    }

    private KubernetesDeploymentEngine engine(KubernetesAccess access) throws Exception {
        return new KubernetesDeploymentEngine(
                access, new RunContext(new TargetLocks(), executor, executor, Clock.systemUTC()));
    }

    private void program(String script) throws Exception {
        Files.writeString(directory.resolve("get-token"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(directory.resolve("get-token"), PosixFilePermissions.fromString("rwx------"));
    }

    private KubernetesAccess byProgram() {
        String exec = "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: \"%s\"}"
                .formatted(directory.resolve("get-token"));
        CredentialPrograms programs = (arguments, environment, timeout, out, err) -> new ProcessCommandRunner()
                .run(new Command(arguments, directory.toString(), environment, timeout), out, err);
        return new KubernetesAccess.Kubeconfig(
                new SecretText(api.kubeconfig("admin").replace("token: admin", exec)), null, programs);
    }
}
