package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodDiagnosisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ImagePullBackOff | Back-off pulling image: manifest unknown | IMAGE_REFUSED",
                "ImagePullBackOff | dial tcp 10.0.0.9:443: i/o timeout | IMAGE_UNREACHABLE",
                "ErrImagePull | pull access denied | IMAGE_UNREACHABLE",
                "InvalidImageName | couldn't parse image | IMAGE_REFUSED",
                "CreateContainerConfigError | configmap \"a\" not found | NOT_CONFIGURED"
            })
    void tellsAnImageThatIsRefusedFromARegistryThatIsAway(String reason, String message, PodProblem.Kind kind) {
        PodProblem problem = PodDiagnosis.problem(pod(0, waiting(reason, message), null));

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.sentence()).endsWith(message);
    }

    @Test
    void oneEndIsNotALoop() {
        Pod pod = pod(1, waiting("CrashLoopBackOff", "back-off"), ended(3, "Error"));

        assertThat(PodDiagnosis.problem(pod).kind()).isEqualTo(PodProblem.Kind.RESTARTING);
    }

    @Test
    void namesTheExitCodeOfALoop() {
        PodProblem problem = PodDiagnosis.problem(pod(2, waiting("CrashLoopBackOff", "back-off"), ended(3, "Error")));

        assertThat(problem.kind()).isEqualTo(PodProblem.Kind.CRASH_LOOP);
        assertThat(problem.sentence()).isEqualTo("container web ended with exit code 3 and was restarted 2 times");
    }

    @Test
    void namesTheMemoryLimit() {
        PodProblem problem = PodDiagnosis.problem(pod(2, ended(137, "OOMKilled"), null));

        assertThat(problem.sentence()).contains("used more memory than its limit");
    }

    private static Pod pod(int restarts, ContainerState state, ContainerState last) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web-1")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("web")
                .withImage("web:1")
                .withReady(false)
                .withRestartCount(restarts)
                .withState(state)
                .withLastState(last)
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    private static ContainerState ended(int code, String reason) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .endTerminated()
                .build();
    }
}
