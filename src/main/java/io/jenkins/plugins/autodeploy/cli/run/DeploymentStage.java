package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.news.NewsDesk;
import io.jenkins.plugins.autodeploy.engine.news.Origin;
import io.jenkins.plugins.autodeploy.engine.notify.NoticePost;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Deploys or rolls back within a run and waits for the end. */
public final class DeploymentStage {
    private static final Logger LOGGER = Logger.getLogger(DeploymentStage.class.getName());
    private static final int THREADS = 4;
    private static final int LONGEST_JOB_IN_ID = 40;

    /** How long the process stays for notices that are under way when the deployment is over. */
    private static final Duration LAST_NOTICES = Duration.ofSeconds(30);

    /** How soon it is seen that another process has left a queue. */
    private static final long LOOK_EVERY_MILLIS = 500;

    private final RecordedRun run;
    private final EngineSource target;
    private final NoticePost post;

    /**
     * @param target opens the engine of the place to deploy to
     * @param recipients who are told what becomes of it
     */
    public DeploymentStage(RecordedRun run, EngineSource target, List<Recipient> recipients) {
        this.run = run;
        this.target = target;
        this.post = new NoticePost(recipients, trouble -> run.events().log(Stage.DEPLOY, trouble));
    }

    /** A name for a deployment of the run that no other one has: jobs of the same name may deploy to one cluster from several machines. */
    public static String newId(RecordedRun run) {
        String job =
                run.job().substring(0, Math.min(LONGEST_JOB_IN_ID, run.job().length()));
        return "%s-%d-%s"
                .formatted(job, run.number(), UUID.randomUUID().toString().substring(0, 8));
    }

    /**
     * Makes the deployment; a rehearsal is no deployment and stays out of the history.
     *
     * @param answers who decides where it waits for approval
     * @param freezes when nothing may be deployed
     */
    public Deployment deploy(DeployRequest request, ApprovalAnswers answers, FreezeSource freezes)
            throws InvalidInputException, StageFailedException, InterruptedException {
        NewsDesk news = news(false, request.allowOutdated());
        return perform(
                (engine, observer) -> engine.deploy(request, observer),
                observer(request.dryRun(), news),
                answers,
                freezes,
                news);
    }

    /** Makes the rollback; a rehearsal is no deployment and stays out of the history. */
    public Deployment rollback(RollbackRequest request)
            throws InvalidInputException, StageFailedException, InterruptedException {
        NewsDesk news = news(true, false);
        return perform(
                (engine, observer) -> engine.rollback(request, observer),
                observer(request.dryRun(), news),
                ApprovalAnswers.NONE,
                FreezeSource.NONE,
                news);
    }

    private NewsDesk news(boolean rollback, boolean allowOutdated) {
        Origin origin = new Origin(rollback, run.job(), run.number(), null, null, allowOutdated);
        return NewsDesk.begin(origin, run.audit(), post, run.host().clock());
    }

    private DeploymentObserver observer(boolean rehearsal, NewsDesk news) {
        return rehearsal ? new Rehearsed(run.events()) : new Kept(run, news);
    }

    private Deployment perform(
            BiFunction<DeploymentEngine, DeploymentObserver, DeploymentRun> begin,
            DeploymentObserver observer,
            ApprovalAnswers answers,
            FreezeSource freezes,
            NewsDesk news)
            throws InvalidInputException, StageFailedException, InterruptedException {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS, DeploymentStage::daemon);
        TargetLocks locks = run.locks();
        RunContext context =
                new RunContext(locks, freezes, executor, executor, run.host().clock());
        executor.scheduleWithFixedDelay(() -> look(locks), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        try (DeploymentEngine engine = target.open(run, context)) {
            DeploymentRun going = begin.apply(engine, observer);
            answers.follow(going, executor);
            return await(going, news);
        } finally {
            executor.shutdownNow();
            post.await(LAST_NOTICES);
        }
    }

    /** Sees what other processes have changed, and lets those go that died. What cannot be seen now may be seen the next time. */
    private void look(TargetLocks locks) {
        try {
            locks.release(run::isOver);
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
        }
    }

    private Deployment await(DeploymentRun going, NewsDesk news)
            throws InvalidInputException, StageFailedException, InterruptedException {
        CompletableFuture<Deployment> outcome = going.outcome().toCompletableFuture();
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            run.host().terminal().tell("Interrupted: leaving %s as it was before".formatted(going.id()));
            news.abortedBy(run.host().user());
            going.abort("Interrupted by " + run.host().user());
            outcome.handle((deployment, failure) -> null).join();
            throw e;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    /** What a deployment that was refused or could not begin throws. */
    private static StageFailedException thrown(Throwable cause) throws InvalidInputException {
        if (cause instanceof InvalidInputException refused) {
            throw refused;
        }
        if (cause instanceof StageFailedException failed) {
            return failed;
        }
        throw new IllegalStateException(cause);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "autodeploy-deploy");
        thread.setDaemon(true);
        return thread;
    }

    /** Nobody resumes a deployment of a terminal that was killed, so no state is saved. */
    private record Kept(RecordedRun run, NewsDesk news) implements DeploymentObserver {
        @Override
        public EventSink events() {
            return run.events();
        }

        @Override
        public void recordChanged(Deployment deployment) {
            run.note(summary -> summary.withDeployment(deployment));
            news.tell(deployment);
        }

        @Override
        public void save(String state) {}
    }

    private record Rehearsed(EventSink events) implements DeploymentObserver {
        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String state) {}
    }
}
