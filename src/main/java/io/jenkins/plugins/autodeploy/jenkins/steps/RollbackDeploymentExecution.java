package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import io.jenkins.plugins.autodeploy.jenkins.run.NewsSubject;
import io.jenkins.plugins.autodeploy.jenkins.run.RunFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Takes a workload back. */
final class RollbackDeploymentExecution extends DeploymentStepExecution {
    private static final long serialVersionUID = 1L;

    /** The {@link RollbackRequest} as JSON. */
    private final String request;

    private RollbackDeploymentExecution(RollbackDeploymentStep step, RollbackRequest request, StepContext context) {
        super(step, request.id(), context);
        this.request = Json.write(request);
    }

    static RollbackDeploymentExecution of(RollbackDeploymentStep step, StepContext context) throws Exception {
        try {
            return new RollbackDeploymentExecution(step, request(step, context.get(Run.class)), context);
        } catch (InvalidInputException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static RollbackRequest request(RollbackDeploymentStep step, Run<?, ?> run) throws InvalidInputException {
        AutoDeployConfiguration.get().checkChannels(step.getNotify());
        RunFacts facts = new RunFacts(run);
        return RollbackRequest.of(facts.newDeploymentId(), step.getEnvironment(), step.getWorkload())
                .namespace(step.getNamespace())
                .to(step.getTo())
                .reason(step.getReason())
                .plan(step.plan())
                .healthCheck(new HealthCheck(step.getHealthCheck(), StepLimits.HEALTH_INTERVAL))
                .timeout(Duration.ofMinutes(StepLimits.minutes(step.getTimeoutMinutes())))
                .dryRun(step.isDryRun())
                .trigger(facts.trigger())
                .build();
    }

    @Override
    NewsSubject subject(List<String> channels) throws IOException {
        return NewsSubject.of(Json.read(request, RollbackRequest.class), channels);
    }

    @Override
    DeploymentRun begin(DeploymentEngine engine, DeploymentObserver observer, BuildJournal journal) throws Exception {
        RollbackRequest stored = Json.read(request, RollbackRequest.class);
        if (stored.workload() != null) {
            return engine.rollback(stored, observer);
        }
        String workload = journal.workloadOf(stored.environment());
        return engine.rollback(stored.toBuilder().workload(workload).build(), observer);
    }
}
