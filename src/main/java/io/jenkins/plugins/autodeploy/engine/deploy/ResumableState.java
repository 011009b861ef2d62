package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;

/**
 * All that a run has to remember to be taken up by another process, beyond what its target tells. Immutable; its JSON form is what is kept.
 *
 * @param <S> the implementing type
 */
public interface ResumableState<S extends ResumableState<S>> {
    Deployment record();

    S withRecord(Deployment now);

    /** What is to be deployed; null for a rollback. */
    @CheckForNull
    DeployRequest deploy();

    /** What it has to be approved by before it takes its place in the queue; null for nobody. */
    @CheckForNull
    ApprovalRule approval();

    /** Whether nothing has changed. */
    boolean queued();

    /** Whether what was before is being had back. */
    boolean returning();

    /** Whether nothing more happens. */
    boolean over();

    S ended();

    String toJson();
}
