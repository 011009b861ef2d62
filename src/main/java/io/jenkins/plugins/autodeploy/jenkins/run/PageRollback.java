package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.RollbackOrder;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.Started;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rollbacks that people start on the page. They need no build of their own: each is kept with the build whose deployment runs now, in that build's event log and as one more deployment of it.
 */
public final class PageRollback {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LONGEST_PREVIEW = Duration.ofSeconds(30);

    private final Job<?, ?> job;

    public PageRollback(Job<?, ?> job) {
        this.job = job;
    }

    /**
     * Starts one and returns at once.
     *
     * @throws InvalidInputException when the job runs nothing there, or its cluster is not known any more
     */
    public Started start(RollbackOrder order) throws InvalidInputException {
        try {
            Origin origin = origin(order);
            Run<?, ?> run = origin.run();
            new RunWithoutBuild(run).begin(request(order, run), origin.cluster());
            return new Started(
                    "Rolling back %s".formatted(order.environment()), run.getNumber(), "../" + run.getNumber() + "/");
        } catch (IOException e) {
            throw unreadable(order);
        }
    }

    /**
     * Says what one would change, and changes nothing. Waits for the target's answer, for a while.
     *
     * @throws InvalidInputException when the job runs nothing there, or nothing can be gone back to
     * @throws StageFailedException when the target does not answer
     */
    public RollbackPreview preview(RollbackOrder order) throws InvalidInputException, StageFailedException {
        try {
            Origin origin = origin(order);
            try (DeploymentEngine engine = origin.cluster().engine(origin.run())) {
                return engine.preview(request(order, origin.run()))
                        .toCompletableFuture()
                        .get(LONGEST_PREVIEW.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw unreadable(order);
        } catch (TimeoutException e) {
            throw new StageFailedException(
                    Stage.ROLLBACK, "The target of %s does not answer".formatted(order.environment()), "Try it again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailedException(Stage.ROLLBACK, "Jenkins goes down", "Try it again");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidInputException refused) {
                throw refused;
            }
            if (e.getCause() instanceof StageFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The build whose deployment runs now, and how its target is reached. */
    private record Origin(Run<?, ?> run, ClusterChoice cluster) {}

    private Origin origin(RollbackOrder order) throws IOException, InvalidInputException {
        EnvironmentState state = state(order);
        Run<?, ?> run = job.getBuildByNumber(state.last().run());
        DeploymentAction action = run == null
                ? null
                : BuildRecords.deployment(run, state.last().deployment().id());
        if (action == null) {
            throw new InvalidInputException(
                    "environment", order.environment(), "an environment whose last build still exists");
        }
        return new Origin(run, action.getCluster());
    }

    private static InvalidInputException unreadable(RollbackOrder order) {
        return new InvalidInputException("environment", order.environment(), "a job whose records can be read");
    }

    private EnvironmentState state(RollbackOrder order) throws IOException, InvalidInputException {
        return JobHistory.of(job).environments().stream()
                .filter(state -> state.environment().equals(order.environment())
                        && state.target().equals(order.target()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "environment", order.environment(), "an environment that this job has deployed to"));
    }

    private static RollbackRequest request(RollbackOrder order, Run<?, ?> run) {
        String user = User.current() == null ? null : User.current().getId();
        return RollbackRequest.of(
                        new RunFacts(run).newDeploymentId(),
                        order.environment(),
                        order.target().workload())
                .namespace(order.target().namespace())
                .to(order.to())
                .reason(order.reason() == null ? "" : order.reason())
                .timeout(TIMEOUT)
                .trigger(new Trigger(
                        "user",
                        user,
                        run.getNumber(),
                        run.getUrl(),
                        run.getParent().getFullName()))
                .build();
    }
}
