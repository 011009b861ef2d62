package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.concurrent.CompletionStage;

/** A deployment or rollback that goes on. Holds no thread while it waits. */
public interface DeploymentRun {
    String id();

    /**
     * Completes once, with a record whose status {@link io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus#isFinal() is final}: a rollout that failed is an outcome, not an
     * exception. Completes exceptionally with an {@link io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException} (refused before anything changed) or a
     * {@link io.jenkins.plugins.autodeploy.engine.fault.StageFailedException} (the target could not be reached or refused access, so that nothing is known or changed).
     */
    CompletionStage<Deployment> outcome();

    /** One line for people: what it waits for now. */
    String waitsFor();

    /** Ends it: takes the target back to what ran before if anything changed, then completes as {@code ABORTED}. Returns at once; harmless when it has ended. */
    void abort(String reason);
}
