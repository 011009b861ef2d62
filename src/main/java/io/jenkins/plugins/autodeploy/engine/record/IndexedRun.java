package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/** What the index takes from a line of a history; the rest of the line is passed over. */
record IndexedRun(
        int number,
        boolean deleted,
        DeploymentStatus status,
        Instant started,
        @CheckForNull Instant ended,
        List<IndexedDeployment> deployments) {
    record IndexedDeployment(String environment, Target target) {}

    IndexedRun {
        status = status == null ? DeploymentStatus.PENDING : status;
        deployments = deployments == null ? List.of() : deployments;
    }
}
