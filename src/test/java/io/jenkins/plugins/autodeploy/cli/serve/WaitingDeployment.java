package io.jenkins.plugins.autodeploy.cli.serve;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A deployment that waits for approval until enough people have given it. */
public final class WaitingDeployment implements DeploymentRun {
    private final CompletableFuture<Deployment> outcome = new CompletableFuture<>();
    private final Consumer<Deployment> changed;
    private volatile Deployment record;

    /** @param changed is told of each decision */
    public WaitingDeployment(Deployment record, Consumer<Deployment> changed) {
        this.record = record;
        this.changed = changed;
    }

    @Override
    public String id() {
        return record.id();
    }

    @Override
    public CompletionStage<Deployment> outcome() {
        return outcome;
    }

    @Override
    public String waitsFor() {
        return "approval";
    }

    @Override
    public Optional<Deployment> awaitsApproval() {
        return outcome.isDone() ? Optional.empty() : Optional.of(record);
    }

    @Override
    public CompletionStage<Admission> decide(Approver person, boolean approved, String comment) {
        Admission admission = Admission.of(record.approval(), record.trigger().user(), person);
        if (admission == Admission.COUNTS) {
            ApprovalDecision decision = new ApprovalDecision(person.id(), Instant.now(), approved, comment);
            record = record.toBuilder()
                    .approval(record.approval().with(decision))
                    .build();
            changed.accept(record);
            if (!approved || record.approval().given() == record.approval().count()) {
                outcome.complete(record);
            }
        }
        return CompletableFuture.completedFuture(admission);
    }

    @Override
    public void abort(String reason) {
        outcome.complete(record);
    }
}
