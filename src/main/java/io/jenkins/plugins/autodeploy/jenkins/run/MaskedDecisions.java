package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A deployment that never sees what the build log hides in people's comments, so that neither its record, nor its state, nor who waits with it does. */
record MaskedDecisions(DeploymentRun deployment, LogMask mask) implements DeploymentRun {
    @Override
    public String id() {
        return deployment.id();
    }

    @Override
    public CompletionStage<Deployment> outcome() {
        return deployment.outcome();
    }

    @Override
    public String waitsFor() {
        return deployment.waitsFor();
    }

    @Override
    public Optional<Deployment> awaitsApproval() {
        return deployment.awaitsApproval();
    }

    @Override
    public CompletionStage<Admission> decide(Approver person, boolean approved, @CheckForNull String comment) {
        return deployment.decide(person, approved, mask.apply(comment));
    }

    @Override
    public void abort(String reason) {
        deployment.abort(reason);
    }
}
