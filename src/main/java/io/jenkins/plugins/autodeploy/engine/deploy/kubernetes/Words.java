package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.List;

/** How a run's ends are told. Pure. */
final class Words {
    private static final int SECONDS_SHOWN_AS_SUCH = 120;

    private Words() {}

    static String deleted(Change change) {
        return "%s was deleted by somebody else while it was rolled out".formatted(change.workload());
    }

    static String superseded(Change change, String other) {
        return "deployment %s has taken %s over meanwhile, so this one leaves it alone"
                .formatted(other, change.workload());
    }

    /** What a workload that is being deleted waits for, whoever has to do it. */
    static String removing(ObjectMeta workload) {
        List<String> finalizers = workload.getFinalizers();
        String waiting = "waiting for the workload to be removed";
        return finalizers.isEmpty()
                ? waiting
                : "%s, which is held by finalizers: %s".formatted(waiting, String.join(", ", finalizers));
    }

    /** The loudest end: neither the new nor the old version runs as it should. */
    static String brokenReturn(RunState state, Change change, String cause) {
        String resource = state.before().kind().resource(change.workload());
        String byHand = state.before().ran()
                ? "kubectl -n %s rollout undo %s --to-revision=%d"
                        .formatted(change.namespace(), resource, state.before().revision())
                : "kubectl -n %s delete %s".formatted(change.namespace(), resource);
        return "%s; GOING BACK FAILED TOO: %s; look at it with 'kubectl -n %s get %s,pod', go back by hand with '%s'"
                .formatted(state.ending().reason(), cause, change.namespace(), resource, byHand);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < SECONDS_SHOWN_AS_SUCH || seconds % 60 != 0
                ? seconds + " seconds"
                : duration.toMinutes() + " minutes";
    }
}
