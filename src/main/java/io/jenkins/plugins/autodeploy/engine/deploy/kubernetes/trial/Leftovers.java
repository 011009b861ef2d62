package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What trials left beside a workload whose runs are lost: a host that was removed in the middle, for example. Every act can be done again. */
public final class Leftovers {
    /** How long the first workload may take to have its replicas again before the second one's are taken away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClusterApi cluster;
    private final String workload;
    private Instant since = Instant.MAX;

    public Leftovers(ClusterApi cluster, String workload) {
        this.cluster = cluster;
        this.workload = workload;
    }

    /** A trial of another deployment than the one that is to begin. */
    public Optional<Trial> find(String deploymentId) {
        return cluster.secondWorkloads().stream()
                .flatMap(second -> trial(second).stream())
                .filter(trial -> !trial.id().equals(deploymentId))
                .findFirst();
    }

    /** The trial that a second workload says it is of, if it is one of this workload. */
    private Optional<Trial> trial(LiveWorkload second) {
        return Trial.parse(LiveWorkload.annotation(second.metadata(), Annotations.TRIAL))
                .filter(trial -> trial.workload().equals(workload)
                        && trial.second().equals(second.metadata().getName()));
    }

    /**
     * Takes a lost trial back, or goes on with that.
     *
     * @param steps hears what was done
     */
    public void takeBack(Trial lost, Instant now, Consumer<String> steps) throws InvalidInputException {
        SecondObjects objects = new SecondObjects(lost, cluster);
        if (since.equals(Instant.MAX)) {
            since = now;
            TrafficRouter.of(lost, cluster).reset();
            objects.restoreReplicas();
        }
        if (isComplete() || now.isAfter(since.plus(PATIENCE))) {
            objects.remove();
            since = Instant.MAX;
            steps.accept("Removed %s, which the lost deployment %s had left beside %s, and gave all requests back to %s"
                    .formatted(lost.second(), lost.id(), workload, workload));
        }
    }

    private boolean isComplete() {
        LiveWorkload first = cluster.workload(WorkloadKind.DEPLOYMENT, workload);
        return first == null || first.isObserved() && first.counts().complete();
    }
}
