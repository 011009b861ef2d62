package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;

/** Takes back a version that ran before, in a new container made as the kept one was. */
record RollbackChange(RollbackRequest request) implements Change {
    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String environment() {
        return request.environment();
    }

    @Override
    public String workload() {
        return request.workload();
    }

    @Override
    public String image() {
        return "";
    }

    @Override
    public RolloutPlan plan() {
        return request.plan();
    }

    @Override
    public HealthCheck healthCheck() {
        return request.healthCheck();
    }

    @Override
    public Duration timeout() {
        return request.timeout();
    }

    @Override
    public boolean dryRun() {
        return request.dryRun();
    }

    @Override
    public Trigger trigger() {
        return request.trigger();
    }

    @Override
    @CheckForNull
    public String commit() {
        return null;
    }

    /** What ran before is what the user wants to leave. */
    @Override
    public boolean returnsOnFailure() {
        return false;
    }

    @Override
    public void check() throws InvalidInputException {
        RequestRules.check(request);
    }

    @Override
    public Version version(HostView view) throws InvalidInputException {
        WorkloadContainer kept = view.rollbackTo(request.to());
        String asked = request.healthCheck().path();
        return new Version(
                kept.image(),
                kept.imageId(),
                kept.containerPort(),
                kept.publicPort(),
                asked != null ? asked : kept.healthPath(),
                kept.env(),
                kept.provenance());
    }
}
