package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import java.util.List;

/** How a run's ends are told. Pure. */
final class Words {
    private Words() {}

    static String deleted(Change change) {
        return "%s was deleted by somebody else while it was rolled out".formatted(change.workload());
    }

    static String superseded(Change change, String other) {
        return "deployment %s has taken %s over meanwhile, so this one leaves it alone"
                .formatted(other, change.workload());
    }

    /** @param seen what it waits for, as far as that is known */
    static String late(RunState state, Change change, String seen) {
        String limit = WrittenDuration.inWords(change.timeout());
        return switch (state.phase()) {
            case QUEUED ->
                "%s was not ready for a change within %s: it waited for %s".formatted(change.workload(), limit, seen);
            case PREPARING, APPLYING -> "it was not applied within %s: waited for %s".formatted(limit, seen);
            case SHIFTING, HOLDING ->
                "%s was not ready within %s: %s".formatted(state.trial().second(), limit, seen);
            case CLEARING -> "it was not done within %s: waited for %s".formatted(limit, seen);
            case WATCHING, ANALYSING, RETURNING, ENDED ->
                "the rollout was not complete within %s: %s".formatted(limit, seen);
        };
    }

    /** What a workload that is being deleted waits for, whoever has to do it. */
    static String removing(ObjectMeta workload) {
        List<String> finalizers = workload.getFinalizers();
        String waiting = "waiting for the workload to be removed";
        return finalizers.isEmpty()
                ? waiting
                : "%s, which is held by finalizers: %s".formatted(waiting, String.join(", ", finalizers));
    }

    /** The workload itself is as it is to be. */
    static String leftBehind(RunState state, Change change, String cause) {
        String why =
                state.ending() == null ? "the new version runs" : state.ending().reason();
        Trial trial = state.trial();
        return "%s, but %s could not be removed: %s; deploy again, which removes it; by hand, first see that all requests go to %s (they are divided by %s), then 'kubectl -n %s delete deployment %s'"
                .formatted(
                        why, trial.second(), cause, change.workload(), trial.by(), change.namespace(), trial.second());
    }
}
