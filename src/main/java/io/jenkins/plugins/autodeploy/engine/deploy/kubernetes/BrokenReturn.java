package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.PodDiagnosis;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import java.util.ArrayList;
import java.util.List;

/**
 * The loudest end: neither the new nor the old version runs as it should, and somebody has to act. Pure.
 *
 * @param wentBack why it was to go back
 * @param cause why that failed
 * @param second the workload that was tried beside it and may still run; null when there is none
 */
record BrokenReturn(
        Change change,
        Before before,
        String server,
        String wentBack,
        String cause,
        @CheckForNull String second) {
    private static final String LINE = "=".repeat(100);

    /** For the record. */
    String sentence() {
        return "%s; GOING BACK FAILED TOO: %s; look at it with 'kubectl -n %s get %s,pod', go back by hand with '%s'%s"
                .formatted(
                        wentBack,
                        cause,
                        change.namespace(),
                        resource(),
                        command(),
                        second == null ? "" : "; %s still runs beside it and may still get requests".formatted(second));
    }

    /** What has the target back as it was. */
    String command() {
        return before.ran()
                ? "kubectl -n %s rollout undo %s --to-revision=%d"
                        .formatted(change.namespace(), resource(), before.revision())
                : "kubectl -n %s delete %s".formatted(change.namespace(), resource());
    }

    /**
     * For the build log, so that nobody overlooks it.
     *
     * @param view what is there now; null when it cannot be seen
     */
    List<String> lines(@CheckForNull WorkloadView view) {
        List<String> lines = new ArrayList<>();
        lines.add(LINE);
        lines.add("GOING BACK FAILED: %s in namespace %s of %s runs neither version as it should"
                .formatted(change.workload(), change.namespace(), server));
        lines.add("It went back because " + wentBack);
        lines.add("That failed because " + cause);
        lines.add(
                before.ran()
                        ? "Before: %s, revision %d".formatted(before.image(), before.revision())
                        : "Before: nothing ran");
        lines.addAll(now(view));
        if (second != null) {
            lines.add("Beside it: %s, which was tried and may still get requests".formatted(second));
        }
        lines.add("Go back by hand, with the kubectl context of that cluster (--context NAME):");
        lines.add("    " + command());
        lines.add(LINE);
        return lines;
    }

    private List<String> now(@CheckForNull WorkloadView view) {
        if (view == null) {
            return List.of("Now: the cluster cannot be seen");
        }
        LiveWorkload workload = view.workload();
        if (workload == null) {
            return List.of("Now: %s is not there"
                    .formatted(before.kind().ref(change.workload()).label()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("Now: %s with %s, %d of %d pods serve"
                .formatted(
                        workload.ref().label(),
                        workload.template().getSpec().getContainers().get(0).getImage(),
                        workload.counts().serving(),
                        workload.counts().wanted()));
        for (Pod pod : view.pods()) {
            PodState state = PodDiagnosis.state(pod);
            String how =
                    state.ready() ? "ready" : state.phase() + (state.reason() == null ? "" : ", " + state.reason());
            lines.add("    pod %s with %s: %s".formatted(state.name(), state.image(), how));
        }
        return lines;
    }

    private String resource() {
        return before.kind().resource(change.workload());
    }
}
