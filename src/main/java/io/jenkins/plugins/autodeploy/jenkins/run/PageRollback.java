package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.RollbackOrder;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.Started;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A rollback that a person starts on the page. It needs no build of its own: it is kept with the build whose deployment runs now, in that build's event log and as one more deployment of it.
 */
public final class PageRollback {
    private static final Logger LOGGER = Logger.getLogger(PageRollback.class.getName());
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);

    private final Job<?, ?> job;

    public PageRollback(Job<?, ?> job) {
        this.job = job;
    }

    /**
     * Starts it and returns at once.
     *
     * @throws InvalidInputException when the job runs nothing there, or its cluster is not known any more
     */
    public Started start(RollbackOrder order) throws InvalidInputException {
        try {
            EnvironmentState state = state(order);
            Run<?, ?> run = job.getBuildByNumber(state.last().run());
            DeploymentAction action =
                    run == null ? null : action(run, state.last().deployment().id());
            if (action == null) {
                throw new InvalidInputException(
                        "environment", order.environment(), "an environment whose last build still exists");
            }
            start(order, run, action.getCluster());
            return new Started(
                    "Rolling back %s".formatted(order.environment()), run.getNumber(), "../" + run.getNumber() + "/");
        } catch (IOException e) {
            throw new InvalidInputException("environment", order.environment(), "a job whose records can be read");
        }
    }

    private EnvironmentState state(RollbackOrder order) throws IOException, InvalidInputException {
        return JobHistory.of(job).environments().stream()
                .filter(state -> state.environment().equals(order.environment())
                        && state.target().equals(order.target()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "environment", order.environment(), "an environment that this job has deployed to"));
    }

    private static DeploymentAction action(Run<?, ?> run, String deploymentId) {
        return run.getActions(DeploymentAction.class).stream()
                .filter(action -> deploymentId.equals(action.getId()))
                .findFirst()
                .orElse(null);
    }

    private void start(RollbackOrder order, Run<?, ?> run, ClusterChoice cluster)
            throws IOException, InvalidInputException {
        String user = User.current() == null ? null : User.current().getId();
        RunFacts facts = new RunFacts(run);
        RollbackRequest request = new RollbackRequest(
                facts.newDeploymentId(),
                order.environment(),
                order.target().namespace(),
                order.target().workload(),
                order.to(),
                order.reason() == null ? "" : order.reason(),
                new HealthCheck(null, HEALTH_INTERVAL),
                TIMEOUT,
                false,
                new Trigger("user", user, run.getNumber(), run.getUrl()));
        DeploymentEngine engine = cluster.engine(run);
        BuildJournal journal = BuildJournal.of(run, TaskListener.NULL);
        DeploymentState state = DeploymentState.of(run, request.id());
        DeploymentRun rollback = engine.rollback(request, new Observer(journal, state, cluster));
        rollback.outcome().whenComplete((outcome, failure) -> {
            engine.close();
            if (failure != null) {
                LOGGER.log(Level.WARNING, failure, () -> "The rollback of " + order.environment() + " failed");
            }
            if (!run.isBuilding()) {
                AutoDeployRuntime.get().live().close(job.getFullName(), run.getNumber());
            }
        });
    }

    private record Observer(BuildJournal events, DeploymentState state, ClusterChoice cluster)
            implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {
            events.deployment(deployment, cluster);
        }

        @Override
        public void save(String text) {
            state.write(text);
        }
    }
}
