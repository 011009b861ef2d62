package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts(null);

    @Test
    void waitsLongerFromTryToTryUpToALimit() {
        ApiProblem problem = problem(503, null);

        Duration first = attempts.nextPause(problem);
        Duration second = attempts.nextPause(problem);
        for (int more = 0; more < 20; more++) {
            attempts.nextPause(problem);
        }

        assertThat(second).isGreaterThan(first);
        assertThat(attempts.nextPause(problem)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        assertThat(attempts.nextPause(problem(429, 30))).isEqualTo(Duration.ofSeconds(30));
    }

    private static ApiProblem problem(int code, Integer retryAfter) {
        KubernetesClientException answer = new KubernetesClientException(new StatusBuilder()
                .withCode(code)
                .withMessage("not now")
                .withNewDetails()
                .withRetryAfterSeconds(retryAfter)
                .endDetails()
                .build());
        return ApiProblem.of(answer, "the cluster refuses the change", "shop", "https://cluster");
    }
}
