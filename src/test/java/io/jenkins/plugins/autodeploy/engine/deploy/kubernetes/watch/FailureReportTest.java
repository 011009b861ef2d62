package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a pod's own words; that of real pods is in KubernetesFailureIT. */
class FailureReportTest {
    private static final ObjectRef WEB = new ObjectRef("apps/v1", "Deployment", "web");
    private static final RolloutStatus CRASHING = new RolloutStatus(
            RolloutStatus.Phase.PROGRESSING,
            0,
            "0 of 1 new replicas are available",
            new PodProblem(PodProblem.Kind.CRASH_LOOP, "web-1", "web", "container web ended with exit code 1"));

    private final ClusterApi cluster = mock(ClusterApi.class);

    @Test
    void quotesWhatTheKubeletHasWhereItCannotTellTheEndedContainerApart() {
        when(cluster.lastLines(eq("web-1"), eq("web"), eq(true), anyInt()))
                .thenThrow(new KubernetesClientException("previous terminated container \"web\" not found"));
        when(cluster.lastLines(eq("web-1"), eq("web"), eq(false), anyInt())).thenReturn(List.of("Starting", "No data"));

        FailureReport report = FailureReport.of(CRASHING, cluster, WEB);

        assertThat(report.sentence()).isEqualTo("container web ended with exit code 1; it wrote last: No data");
        assertThat(report.lastLines()).containsExactly("Starting", "No data");
    }
}
