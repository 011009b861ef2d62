package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.RollbackOrder;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.Started;
import io.jenkins.plugins.autodeploy.engine.news.NewsDesk;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Rollbacks that people start on the page. They need no build of their own: each is kept with the build whose deployment runs now, in that build's event log and as one more deployment of it.
 */
public final class PageRollback {
    private static final Logger LOGGER = Logger.getLogger(PageRollback.class.getName());
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
            begin(request(order, run), run, origin.cluster());
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

    /** Goes on with one that went on when Jenkins went down; does nothing when its build is gone. */
    void resume(int number, String deploymentId) throws IOException, InvalidInputException {
        Run<?, ?> run = job.getBuildByNumber(number);
        DeploymentAction action = run == null ? null : BuildRecords.deployment(run, deploymentId);
        if (action == null) {
            PageRollbacks.get().ended(deploymentId);
            return;
        }
        DeploymentEngine engine = action.getCluster().engine(run);
        try {
            NewsSubject subject = NewsSubject.rollback(deploymentId, action.getEnvironment());
            Observer observer = observer(run, subject, action.getCluster());
            String saved = observer.state().read().orElse(null);
            if (saved == null) {
                engine.close();
                PageRollbacks.get().ended(deploymentId);
            } else {
                follow(engine.resume(saved, observer), engine, run);
            }
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
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

    private void begin(RollbackRequest request, Run<?, ?> run, ClusterChoice cluster)
            throws IOException, InvalidInputException {
        DeploymentEngine engine = cluster.engine(run);
        try {
            Observer observer = observer(run, NewsSubject.of(request, List.of()), cluster);
            PageRollbacks.get().began(job.getFullName(), run.getNumber(), request.id());
            follow(engine.rollback(request, observer), engine, run);
        } catch (IOException | RuntimeException e) {
            engine.close();
            PageRollbacks.get().ended(request.id());
            throw e;
        }
    }

    private static Observer observer(Run<?, ?> run, NewsSubject subject, ClusterChoice cluster) throws IOException {
        BuildJournal journal = BuildJournal.outside(run);
        return new Observer(
                journal, DeploymentState.of(run, subject.deployment()), cluster, BuildNews.desk(run, journal, subject));
    }

    private void follow(DeploymentRun rollback, DeploymentEngine engine, Run<?, ?> run) {
        AutoDeployRuntime runtime = AutoDeployRuntime.get();
        rollback.outcome().whenComplete((outcome, failure) -> {
            engine.close();
            if (runtime.isShuttingDown()) {
                return; // it is taken up again
            }
            if (failure != null) {
                LOGGER.log(Level.WARNING, failure, () -> "The rollback " + rollback.id() + " failed");
            }
            forget(run, rollback.id());
            if (!run.isBuilding()) {
                BuildEnd.closeLog(run);
            }
        });
    }

    private static void forget(Run<?, ?> run, String deploymentId) {
        PageRollbacks.get().ended(deploymentId);
        try {
            DeploymentState.of(run, deploymentId).delete();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The state of " + deploymentId + " is left behind");
        }
    }

    private record Observer(BuildJournal events, DeploymentState state, ClusterChoice cluster, NewsDesk news)
            implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {
            news.tell(events.deployment(deployment, cluster));
        }

        @Override
        public void save(String text) {
            state.write(text);
        }
    }
}
