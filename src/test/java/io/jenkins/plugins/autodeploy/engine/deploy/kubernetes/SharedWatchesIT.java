package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.FaultProxy;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments that come one after the other: each has an engine of its own, as each step of a pipeline has. */
@RequiresParts(Part.KUBERNETES)
class SharedWatchesIT extends KubernetesScene {
    private static final String WATCH = "watch=true";
    private static final int KINDS = 3;

    private FaultProxy proxy;
    private KubernetesConnections connections;

    @BeforeEach
    void standBetween() throws Exception {
        api.requireOurs();
        proxy = new FaultProxy(api);
        connections = new KubernetesConnections(executor, executor, Duration.ofHours(1));
    }

    @AfterEach
    void leavesNoConnection() throws Exception {
        if (proxy == null) {
            return;
        }
        connections.close();
        Awaitility.await().until(() -> proxy.connections() == 0);
        proxy.close();
    }

    @Test
    void areStillOpenForADeploymentThatComesSoon() throws Exception {
        succeeds("d1", GOOD);
        succeeds("d2", BETTER);
        succeeds("d3", GOOD);

        assertThat(proxy.requests(WATCH)).hasSize(KINDS);
    }

    @Test
    void seeWhatADeploymentDoesThatComesWhenTheyAreBroken() throws Exception {
        succeeds("d1", GOOD);
        proxy.cut();
        succeeds("d2", BETTER);

        proxy.goAway();
        Awaitility.await("the watches to try again").until(() -> proxy.refused() > KINDS);
        proxy.comeBack();
        succeeds("d3", GOOD);

        proxy.answer(WATCH, KINDS, 410, "", "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410}");
        proxy.cut();
        succeeds("d4", BETTER);
    }

    @Test
    void endWhenNobodyHasLookedForAWhile() throws Exception {
        connections = new KubernetesConnections(executor, executor, Duration.ofMillis(100));

        succeeds("d1", GOOD);

        Awaitility.await().until(() -> proxy.connections() == 0);
    }

    private void succeeds(String id, String image) throws Exception {
        KubernetesAccess access = new KubernetesAccess.Token(proxy.server(), null, new SecretText("admin"));
        try (KubernetesDeploymentEngine behind =
                new KubernetesDeploymentEngine(access, context(new TargetLocks()), connections)) {
            Deployment record = end(behind.deploy(request(id, image), new RecordingObserver()));

            assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(image()).isEqualTo(image);
    }
}
