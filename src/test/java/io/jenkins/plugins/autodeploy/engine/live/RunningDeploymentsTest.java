package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunningDeploymentsTest {
    private final RunningDeployments running = new RunningDeployments();

    @Test
    void knowsTheDeploymentsOfARunUntilTheyEnd() {
        CompletableFuture<Deployment> end = new CompletableFuture<>();
        DeploymentRun first = deployment("first", end);
        DeploymentRun second = deployment("second", new CompletableFuture<>());
        running.add(() -> "shop", 7, first);
        running.add(() -> "shop", 7, second);
        running.add(() -> "shop", 8, deployment("of another run", new CompletableFuture<>()));
        running.add(() -> "store", 7, deployment("of another job", new CompletableFuture<>()));
        assertThat(running.of("shop", 7)).containsExactlyInAnyOrder(first, second);

        end.complete(Samples.deployment(7, "production", DeploymentStatus.SUCCEEDED));

        assertThat(running.of("shop", 7)).containsExactly(second);
    }

    private static DeploymentRun deployment(String id, CompletableFuture<Deployment> outcome) {
        DeploymentRun run = mock(DeploymentRun.class);
        when(run.id()).thenReturn(id);
        when(run.outcome()).thenReturn(outcome);
        return run;
    }
}
