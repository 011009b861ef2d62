package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
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
    void oneThatIsSuspendedStaysOpenAndFreesTheTarget() throws Exception {
        NotingRun first = run("first", Phase.FORWARD);
        NotingRun second = run("second", Phase.QUEUED);
        first.start();
        first.begun.get(5, TimeUnit.SECONDS);
        second.start();

        first.suspend();

        second.begun.get(5, TimeUnit.SECONDS);
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
        return new NotingRun(new Note(record, phase));
    }

    private static Deployment outcome(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private enum Phase {
        QUEUED,
        FORWARD,
        RETURNING,
        ENDED
    }

    private record Note(Deployment record, Phase phase) implements ResumableState<Note> {
        @Override
        public Note withRecord(Deployment now) {
            return new Note(now, phase);
        }

        @Override
        public boolean queued() {
            return phase == Phase.QUEUED;
        }

        @Override
        public boolean returning() {
            return phase == Phase.RETURNING;
        }

        @Override
        public boolean over() {
            return phase == Phase.ENDED;
        }

        @Override
        public Note ended() {
            return new Note(record, Phase.ENDED);
        }

        @Override
        public String toJson() {
            return phase.name();
        }
    }

    private final class NotingRun extends ResumableRun<Note> {
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private InvalidInputException problem;

        NotingRun(Note state) {
            super(state, context, new Noting());
        }

        @Override
        protected void check() throws InvalidInputException {
            if (problem != null) {
                throw problem;
            }
        }

        @Override
        protected void proceed() {
            begun.complete(null);
        }

        @Override
        protected void goBack(Ending ending) {
            notes.add(state.record().environment() + " goes back: " + ending.reason());
            state = new Note(state.record(), Phase.RETURNING);
        }

        @Override
        protected Stage stage() {
            return Stage.DEPLOY;
        }
    }

    private final class Noting implements DeploymentObserver {
        @Override
        public EventSink events() {
            return EventSink.NONE;
        }

        @Override
        public void recordChanged(Deployment deployment) {}

        @Override
        public void save(String state) {
            notes.add("kept " + state);
        }
    }
}
