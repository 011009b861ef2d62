package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.Optional;
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

    /** Its record while it waits for people to approve it; empty while it waits for nobody. */
    Optional<Deployment> awaitsApproval();

    /**
     * Takes what a person says to a deployment that waits for approval: enough approvals let it go on, one rejection ends it as {@code ABORTED} with nothing changed. The host has checked that the person may
     * decide at all; whether this approval asks for them is checked here. Returns at once.
     *
     * @return whether the decision counts, once it is kept
     */
    CompletionStage<Admission> decide(Approver person, boolean approved, @CheckForNull String comment);

    /** Ends it: takes the target back to what ran before if anything changed, then completes as {@code ABORTED}. Returns at once; harmless when it has ended. */
    void abort(String reason);
}
