package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.time.Instant;

/** What a run is to do to a workload: bring a new version or take an old one back. */
sealed interface Change permits DeployChange, RollbackChange {
    String id();

    String environment();

    String workload();

    /** Empty while only the host knows it. */
    String image();

    RolloutPlan plan();

    HealthCheck healthCheck();

    Duration timeout();

    boolean dryRun();

    Trigger trigger();

    @CheckForNull
    String commit();

    /** Whether a failure counts as rolled back where something ran before. */
    boolean returnsOnFailure();

    /** Whether the old version has to be gone before the new one starts. */
    default boolean stopsOldFirst() {
        return plan().strategy().equals(RolloutPlan.RECREATE);
    }

    /** @throws InvalidInputException when it cannot be asked of any Docker host */
    void check() throws InvalidInputException;

    /** @throws InvalidInputException when it cannot be asked of this Docker host */
    Version version(HostView view) throws InvalidInputException;

    /** @param hosts their URLs, separated by commas */
    default Deployment firstRecord(String hosts, Instant now) {
        return Deployment.asked(
                id(),
                environment(),
                new Target(Target.DOCKER, hosts, "", workload()),
                image(),
                plan().strategy(),
                now,
                trigger(),
                commit());
    }
}
