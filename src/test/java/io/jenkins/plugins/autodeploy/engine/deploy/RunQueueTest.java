package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Note;
import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.FileLockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That deployments to one target never interleave, whenever the host's process ends and begins again. */
class RunQueueTest {
    @TempDir
    Path home;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private RunContext context;

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void whatIsAskedForAfterARestartWaitsForWhatIsTakenUpLater() throws Exception {
        restart();
        begun(run("works", Phase.FORWARD));
        run("waits", Phase.QUEUED).start();

        restart();
        NotingRun fresh = run("new", Phase.QUEUED);
        fresh.start();
        NotingRun waiting = run("waits", Phase.QUEUED);
        waiting.start();
        settle(fresh);
        settle(waiting);
        assertThat(fresh.begun).isNotDone();
        assertThat(waiting.begun).isNotDone();
        assertThat(fresh.waitsFor()).isEqualTo("shop #1 (d1-works), which works on web (place 2 in the queue)");

        NotingRun working = begun(run("works", Phase.FORWARD));
        assertThat(waiting.begun).isNotDone();
        working.later(() -> working.finish(DeploymentStatus.SUCCEEDED, null));
        waiting.begun.get(5, TimeUnit.SECONDS);
        settle(fresh);
        assertThat(fresh.begun).isNotDone();
        assertThat(waiting.waitsFor()).isEqualTo("its turn");

        waiting.later(() -> waiting.finish(DeploymentStatus.SUCCEEDED, null));
        fresh.begun.get(5, TimeUnit.SECONDS);
    }

    @Test
    void oneThatEndedButCouldNotSaySoBeforeTheCrashHoldsNobodyUp() throws Exception {
        restart();
        begun(run("ended", Phase.FORWARD));

        restart();
        run("ended", Phase.ENDED).start();

        begun(run("new", Phase.QUEUED));
    }

    @Test
    void aSuspendedOneKeepsItsPlace() throws Exception {
        restart();
        NotingRun working = begun(run("works", Phase.FORWARD));
        NotingRun waiting = run("waits", Phase.QUEUED);
        waiting.start();

        working.suspend();
        waiting.suspend();
        begun(run("works", Phase.FORWARD));

        assertThat(context.locks().queues().places())
                .extracting(Place::deployment)
                .containsExactly("d1-works", "d1-waits");
    }

    @Test
    void anAbortInTheQueueLeavesItAtOnce() throws Exception {
        restart();
        begun(run("works", Phase.FORWARD));
        NotingRun waiting = run("waits", Phase.QUEUED);
        waiting.start();

        waiting.abort("changed my mind");

        waiting.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(context.locks().queues().places())
                .extracting(Place::deployment)
                .containsExactly("d1-works");
    }

    /** Another process finds what the one before left. */
    private void restart() {
        TargetLocks locks = new TargetLocks(new FileLockStore(home.resolve("locks.json")), Clock.systemUTC());
        context = new RunContext(locks, executor, executor, Clock.systemUTC());
    }

    private NotingRun run(String name, Phase phase) {
        Deployment record = Samples.deployment(1, name, DeploymentStatus.PENDING);
        return new NotingRun(new Note(record, phase, null), context, EventSink.NONE, notes);
    }

    private static NotingRun begun(NotingRun run) throws Exception {
        run.start();
        run.begun.get(5, TimeUnit.SECONDS);
        return run;
    }

    /** Returns when the run has done all that it was told so far. */
    private static void settle(NotingRun run) throws Exception {
        run.decide(new Approver("ada", Set.of()), true, null)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
