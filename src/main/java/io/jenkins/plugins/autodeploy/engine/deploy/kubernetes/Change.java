package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What a run is to do to a workload: bring a new version or take an old one back. */
sealed interface Change permits DeployChange, RollbackChange {
    String id();

    String namespace();

    String workload();

    Duration timeout();

    boolean dryRun();

    /** Whether a failure takes the target back to what ran before. */
    boolean returnsOnFailure();

    /** How the version takes the place of the one that runs. */
    RolloutPlan plan();

    /** How to watch what runs once its rollout is complete; null to be content with the rollout. */
    @CheckForNull
    default Analysis analysis() {
        return plan().analysis();
    }

    /** @throws InvalidInputException when it cannot be asked of any cluster */
    void check() throws InvalidInputException;

    Deployment firstRecord(Target target, Instant now);

    /** What the workload is: a kind that the request names, or else the one that the cluster has. */
    WorkloadKind kind(ClusterApi cluster) throws InvalidInputException;

    /**
     * Works out what to apply.
     *
     * @param now the workload that is there, if there is one, with its versions
     * @param chosen the version that an earlier call chose; null at the first call
     * @throws InvalidInputException when it cannot be asked of this cluster
     */
    Proposal propose(ClusterApi cluster, WorkloadView now, @CheckForNull String chosen) throws InvalidInputException;

    /**
     * Puts the cluster in order once the change is live. Can be done again; what does not work is told and is no failure.
     *
     * @param live the workload as it runs now
     * @param steps hears what was done
     */
    void tidy(ClusterApi cluster, LiveWorkload live, Consumer<String> steps) throws InvalidInputException;
}
