package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostViewTest {
    @Test
    void believesTheProxyAboutWhatIsLive() {
        WorkloadContainer old = running("web", 1, true);
        HostView view = new HostView("web", List.of(old, running("web", 2, true)), Optional.of(old.route()));

        assertThat(view.live()).contains(old);
    }

    @Test
    void takesTheNewestThatWasHealthyWithoutTheProxy() {
        HostView view = view(running("web", 1, true), running("web", 2, true), running("web", 3, false));

        assertThat(view.live()).map(WorkloadContainer::revision).contains(2);
    }

    @Test
    void hasNothingLiveWhenNothingRuns() {
        assertThat(view(stopped(1)).live()).isEmpty();
    }

    @Test
    void countsRevisionsOnFromTheHighestThatIsKept() {
        assertThat(view().nextRevision()).isEqualTo(1);
        assertThat(view(stopped(4), running("web", 7, true), running("shop", 9, true))
                        .nextRevision())
                .isEqualTo(8);
    }

    @Test
    void rollsBackToTheNewestBeforeTheLiveOne() throws Exception {
        HostView view = view(stopped(1), stopped(2), running("web", 3, true));

        assertThat(view.rollbackTo(null).revision()).isEqualTo(2);
        assertThat(view.rollbackTo("1").revision()).isEqualTo(1);
        assertThat(view.rollbackTo("deployment-1").revision()).isEqualTo(1);
    }

    @Test
    void rollsBackFromAVersionThatDoesNotStayUp() throws Exception {
        WorkloadContainer crashing = container("web", 3, true, "restarting");
        ProxyRoute route = new ProxyRoute("web", crashing.name(), 30001, 8080, null);
        HostView view = new HostView("web", List.of(stopped(1), stopped(2), crashing), Optional.of(route));

        assertThat(view.rollbackTo(null).revision()).isEqualTo(2);
    }

    @Test
    void refusesWhatItCannotRollBackToWithWhatItCan() {
        HostView view = view(stopped(1), running("web", 2, true));

        assertThatThrownBy(() -> view.rollbackTo("5"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'5'")
                .hasMessageContaining("1 (web:1, deployment deployment-1)")
                .hasMessageContaining("revision 2 (web:2) runs now");
        assertThatThrownBy(() -> view.rollbackTo("2")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> view(running("web", 1, true)).rollbackTo(null)).hasMessageContaining("there is none");
        assertThatThrownBy(() -> view().rollbackTo(null))
                .hasMessageContaining("a workload that was deployed to this Docker host");
    }

    @Test
    void keepsFiveStoppedRevisions() {
        List<WorkloadContainer> containers =
                IntStream.rangeClosed(1, 7).mapToObj(HostViewTest::stopped).toList();

        assertThat(new HostView("web", containers, Optional.empty()).outlived())
                .extracting(WorkloadContainer::revision)
                .containsExactly(1, 2);
    }

    @Test
    void knowsWhoElseHasAPublicPort() {
        HostView view = new HostView("shop", List.of(running("web", 1, true)), Optional.empty());

        assertThat(view.otherWorkloadAt(8080)).contains("web");
        assertThat(view.otherWorkloadAt(8081)).isEmpty();
    }

    private static HostView view(WorkloadContainer... containers) {
        return new HostView("web", List.of(containers), Optional.empty());
    }

    private static WorkloadContainer stopped(int revision) {
        return container("web", revision, true, "exited");
    }

    private static WorkloadContainer running(String workload, int revision, boolean proven) {
        return container(workload, revision, proven, "running");
    }

    private static WorkloadContainer container(String workload, int revision, boolean proven, String status) {
        return new WorkloadContainer(
                NewContainer.name(workload, revision),
                workload,
                "deployment-" + revision,
                revision,
                "test",
                workload + ":" + revision,
                "sha256:1",
                8000,
                30_000 + revision,
                8080,
                null,
                List.of(),
                proven,
                status,
                0,
                false,
                0,
                "172.17.0.2",
                null,
                null,
                new Provenance("shop", revision, null, null));
    }
}
