package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a conflict is told as; the server's words are those of versions 1.20 and 1.30. */
class ApiProblemTest {
    @Test
    void namesEachOwnerWithItsFields() {
        ApiProblem problem = conflict(
                cause(".spec.template.spec.containers[name=\"web\"].image", "conflict with \"helm\" using apps/v1"),
                cause(".spec.replicas", "conflict with \"kubectl-edit\" using apps/v1 at 2026-01-01T00:00:00Z"),
                cause(".metadata.labels.app", "conflict with \"helm\" using apps/v1"),
                cause(".metadata.annotations.own", "conflict with \"autodeploy\" using apps/v1"));

        assertThat(problem.sentence())
                .endsWith("'helm' owns .metadata.labels.app, .spec.template.spec.containers[name=\"web\"].image; "
                        + "'kubectl-edit' owns .spec.replicas");
        assertThat(problem.advice()).contains("--force-conflicts");
        assertThat(problem.passing()).isFalse();
    }

    @Test
    void advisesToLeaveReplicasToWhatScales() {
        ApiProblem problem = conflict(cause(
                ".spec.replicas",
                "conflict with \"kube-controller-manager\" with subresource \"scale\" using apps/v1"));

        assertThat(problem.sentence()).endsWith("'kube-controller-manager' owns .spec.replicas");
        assertThat(problem.advice()).contains("Leave replicas out");
    }

    @Test
    void doesNotNameManyFieldsOneByOne() {
        ApiProblem problem = conflict(Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(field -> cause(".data." + field, "conflict with \"helm\" using v1"))
                .toArray(StatusCause[]::new));

        assertThat(problem.sentence()).endsWith(".data.e and 2 more");
    }

    private static StatusCause cause(String field, String message) {
        return new StatusCause(field, message, "FieldManagerConflict");
    }

    private static ApiProblem conflict(StatusCause... causes) {
        var status = new StatusBuilder()
                .withCode(409)
                .withMessage("Apply failed")
                .withNewDetails()
                .withCauses(causes)
                .endDetails()
                .build();
        return ApiProblem.of(new KubernetesClientException(status), "Deployment web cannot be applied", "default", "s");
    }
}
