package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Note;
import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Phase;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for deployments to every kind of target, shown with one that only takes notes. */
class ResumableRunTest {
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final RunContext context = new RunContext(new TargetLocks(), executor, executor, Clock.systemUTC());
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void goesOneAfterTheOtherInTheOrderOfTheirStart() throws Exception {
        NotingRun first = run("first", Phase.QUEUED);
        NotingRun second = run("second", Phase.QUEUED);
        first.start();
        second.start();
        first.begun.get(5, TimeUnit.SECONDS);
        assertThat(second.begun).isNotDone();

        first.later(() -> first.finish(DeploymentStatus.SUCCEEDED, null));

        second.begun.get(5, TimeUnit.SECONDS);
        assertThat(outcome(first).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void anAbortInTheQueueTouchesNothing() throws Exception {
        NotingRun first = run("first", Phase.QUEUED);
        NotingRun second = run("second", Phase.QUEUED);
        first.start();
        second.start();

        second.abort("changed my mind");

        assertThat(outcome(second).status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(outcome(second).reason()).isEqualTo("changed my mind");
        assertThat(notes).noneMatch(note -> note.startsWith("second goes back"));
    }

    @Test
    void anAbortOnTheWayGoesBackOnceHoweverOftenItIsAsked() throws Exception {
        NotingRun run = run("one", Phase.FORWARD);
        run.start();
        run.begun.get(5, TimeUnit.SECONDS);

        run.abort("stop");
        run.abort("stop now");
        run.later(() -> run.finish(DeploymentStatus.ABORTED, "stop"));

        assertThat(outcome(run).status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(notes).filteredOn(note -> note.startsWith("one goes back")).hasSize(1);
    }

    @Test
    void whatIsRefusedFailsAndFreesTheTarget() throws Exception {
        NotingRun wrong = run("wrong", Phase.QUEUED);
        wrong.problem = new InvalidInputException("port", 0, "a port");
        NotingRun next = run("next", Phase.QUEUED);
        wrong.start();
        next.start();

        next.begun.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> outcome(wrong)).hasRootCause(wrong.problem);
        assertThat(wrong.begun).as("what is refused must not begin").isNotDone();
    }

    @Test
    void theEndIsKeptBeforeItIsTold() throws Exception {
        NotingRun run = run("one", Phase.FORWARD);
        CompletableFuture<Void> told = run.outcome()
                .thenAccept(record -> notes.add("told " + record.status()))
                .toCompletableFuture();
        run.start();
        run.begun.get(5, TimeUnit.SECONDS);

        run.later(() -> run.finish(DeploymentStatus.FAILED, "no"));

        told.get(5, TimeUnit.SECONDS);
        assertThat(notes).containsSubsequence("kept ENDED", "told FAILED");
    }

    @Test
    void oneThatIsSuspendedStaysOpenAndKeepsTheTarget() throws Exception {
        NotingRun first = run("first", Phase.FORWARD);
        NotingRun second = run("second", Phase.QUEUED);
        first.start();
        first.begun.get(5, TimeUnit.SECONDS);
        second.start();

        first.suspend();
        NotingRun again = run("first", Phase.FORWARD);
        again.start();

        again.begun.get(5, TimeUnit.SECONDS);
        assertThat(second.begun).isNotDone();
        assertThat(first.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void oneThatHadEndedIsOverAtOnce() throws Exception {
        NotingRun run = run("one", Phase.ENDED);

        run.start();

        assertThat(outcome(run).id()).isEqualTo("d1-one");
        assertThat(run.begun).isNotDone();
    }

    private NotingRun run(String name, Phase phase) {
        Deployment record = Samples.deployment(1, name, DeploymentStatus.PENDING);
        return new NotingRun(new Note(record, phase, null), context, EventSink.NONE, notes);
    }

    private static Deployment outcome(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
