package io.jenkins.plugins.autodeploy.engine.deploy;

import java.util.concurrent.CompletionStage;

/**
 * Deploys to one cluster or Docker host. Methods return at once and do their work asynchronously; problems come through {@link DeploymentRun#outcome()}. Closing it ends
 * the watches of its runs without touching the target: they can be resumed.
 *
 * <p>The engine reports the stages {@code deploy} (up to the last change of the target), {@code verify} (until the new version is known to work or not) and, where it goes
 * back, {@code rollback}; a host reports no event of these stages itself.
 */
public interface DeploymentEngine extends AutoCloseable {
    DeploymentRun deploy(DeployRequest request, DeploymentObserver observer);

    DeploymentRun rollback(RollbackRequest request, DeploymentObserver observer);

    /**
     * Says what a rollback would change, and changes nothing. Fails with {@link io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException} where the version is none to go back to, and with {@link
     * io.jenkins.plugins.autodeploy.engine.fault.StageFailedException} where the target does not answer.
     */
    CompletionStage<RollbackPreview> preview(RollbackRequest request);

    /** Takes up a deployment or rollback where {@link DeploymentObserver#save} left it. */
    DeploymentRun resume(String state, DeploymentObserver observer);

    @Override
    void close();
}
