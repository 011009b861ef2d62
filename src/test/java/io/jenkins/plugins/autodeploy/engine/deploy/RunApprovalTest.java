package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Note;
import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How deployments to every kind of target wait for people. */
class RunApprovalTest {
    private static final ApprovalRule TWO_OF_OPS =
            new ApprovalRule(List.of("ops", "release"), 2, Duration.ofHours(2), true);
    private static final Approver GRACE = new Approver("grace", Set.of("ops"));
    private static final Approver LINUS = new Approver("linus", Set.of("release", "staff"));

    private final ManualTimers timers = new ManualTimers();
    private final MovableClock clock = new MovableClock();
    private final RunContext context = new RunContext(new TargetLocks(), timers, timers, clock);
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void waitsWithoutAPlaceInTheQueueWhileOthersDeploy() throws Exception {
        NotingRun waiting = waiting(TWO_OF_OPS);
        NotingRun other = run(null);

        other.start();

        other.begun.get(5, TimeUnit.SECONDS);
        assertThat(waiting.begun).isNotDone();
        assertThat(waiting.waitsFor()).isEqualTo("approval by ops, release (0 of 2)");
        assertThat(waiting.awaitsApproval().orElseThrow().status()).isEqualTo(DeploymentStatus.PENDING);
        assertThat(notes).contains("kept QUEUED");
    }

    @Test
    void goesOnOnceEnoughPeopleHaveApproved() throws Exception {
        NotingRun run = waiting(TWO_OF_OPS);

        assertThat(decide(run, GRACE, true)).isEqualTo(Admission.COUNTS);
        assertThat(run.begun).isNotDone();
        assertThat(run.waitsFor()).isEqualTo("approval by ops, release (1 of 2)");
        assertThat(decide(run, LINUS, true)).isEqualTo(Admission.COUNTS);

        run.begun.get(5, TimeUnit.SECONDS);
        assertThat(run.awaitsApproval()).isEmpty();
        assertThat(run.state().record().approval().decisions())
                .extracting(ApprovalDecision::who)
                .containsExactly("grace", "linus");
        assertThat(told).extracting(data -> data.get("given")).containsExactly(0, 1, 2);
    }

    @Test
    void nobodyCountsTwiceNorForTheirOwnNorUnasked() throws Exception {
        NotingRun run = waiting(TWO_OF_OPS);
        decide(run, GRACE, true);

        assertThat(decide(run, new Approver("Grace", Set.of("ops")), true)).isEqualTo(Admission.DECIDED_BEFORE);
        assertThat(decide(run, new Approver("ada", Set.of("ops")), true)).isEqualTo(Admission.OWN_DEPLOYMENT);
        assertThat(decide(run, new Approver("mallory", Set.of("staff")), false)).isEqualTo(Admission.NOT_ASKED);

        assertThat(run.awaitsApproval().orElseThrow().approval().given()).isEqualTo(1);
    }

    @Test
    void oneRejectionEndsItWithNothingChanged() throws Exception {
        NotingRun run = waiting(TWO_OF_OPS);
        decide(run, GRACE, true);

        decide(run, LINUS, false);

        Deployment outcome = outcome(run);
        assertThat(outcome.status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(outcome.reason()).isEqualTo("Rejected by linus: because");
        assertThat(run.begun).isNotDone();
        assertThat(notes).last().isEqualTo("kept ENDED");
        assertThat(notes).noneMatch(note -> note.contains("goes back"));
        assertThat(decide(run, GRACE, true)).isEqualTo(Admission.NOT_WAITING);
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        NotingRun run = waiting(TWO_OF_OPS);
        assertThat(timers.pause()).isEqualTo(Duration.ofHours(2));
        clock.pass(Duration.ofHours(2));

        timers.fire();

        assertThat(outcome(run).status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(outcome(run).reason()).startsWith("Not approved in time (0 of 2)");
    }

    @Test
    void aDecisionThatComesTooLateDoesNotCountEvenBeforeTheTimerSaysSo() throws Exception {
        NotingRun run = waiting(new ApprovalRule(List.of(), 1, Duration.ofHours(2), true));
        clock.pass(Duration.ofHours(3));

        assertThat(decide(run, GRACE, true)).isEqualTo(Admission.NOT_WAITING);
        assertThat(outcome(run).status()).isEqualTo(DeploymentStatus.ABORTED);
    }

    @Test
    void aRestartKeepsWhatWasSaidAndTheDeadline() throws Exception {
        NotingRun before = waiting(TWO_OF_OPS);
        decide(before, GRACE, true);
        before.suspend();
        clock.pass(Duration.ofMinutes(90));

        NotingRun after = start(new NotingRun(before.state(), context, events(), notes));

        assertThat(after.waitsFor()).isEqualTo("approval by ops, release (1 of 2)");
        await().untilAsserted(() -> assertThat(timers.pause()).isEqualTo(Duration.ofMinutes(30)));
        assertThat(decide(after, GRACE, true)).isEqualTo(Admission.DECIDED_BEFORE);
        decide(after, LINUS, true);
        after.begun.get(5, TimeUnit.SECONDS);
        assertThat(before.begun).isNotDone();
    }

    @Test
    void oneWhoseTimeWasOverWhileNothingRanEndsAtTheRestart() throws Exception {
        NotingRun before = waiting(TWO_OF_OPS);
        before.suspend();
        clock.pass(Duration.ofHours(5));

        NotingRun after = new NotingRun(before.state(), context, events(), notes);
        after.start();

        assertThat(outcome(after).status()).isEqualTo(DeploymentStatus.ABORTED);
    }

    @Test
    void oneThatWasApprovedBeforeARestartIsNotAskedForAgain() throws Exception {
        NotingRun holder = run(null);
        holder.start();
        NotingRun before = waiting(new ApprovalRule(List.of(), 1, Duration.ofHours(2), true));
        decide(before, GRACE, true);
        before.suspend();
        holder.later(() -> holder.finish(DeploymentStatus.SUCCEEDED, null));

        NotingRun after = new NotingRun(before.state(), context, events(), notes);
        after.start();

        after.begun.get(5, TimeUnit.SECONDS);
    }

    @Test
    void anAbortWhileItWaitsTouchesNothing() throws Exception {
        NotingRun run = waiting(TWO_OF_OPS);

        run.abort("changed my mind");

        assertThat(outcome(run).status()).isEqualTo(DeploymentStatus.ABORTED);
        assertThat(outcome(run).reason()).isEqualTo("changed my mind");
        assertThat(run.awaitsApproval()).isEmpty();
        assertThat(notes).noneMatch(note -> note.contains("goes back"));
    }

    @Test
    void whatIsRefusedAsksNobody() {
        NotingRun run = run(TWO_OF_OPS);
        run.problem = new InvalidInputException("port", 0, "a port");

        run.start();

        assertThatThrownBy(() -> outcome(run)).hasRootCause(run.problem);
        assertThat(told).isEmpty();
    }

    private NotingRun waiting(ApprovalRule rule) {
        return start(run(rule));
    }

    private static NotingRun start(NotingRun run) {
        run.start();
        await().until(() -> run.awaitsApproval().isPresent() && !run.waitsFor().equals("its turn"));
        return run;
    }

    private NotingRun run(ApprovalRule rule) {
        Deployment record = Samples.deployment(1, "production", DeploymentStatus.PENDING);
        return new NotingRun(new Note(record, Phase.QUEUED, rule), context, events(), notes);
    }

    private EventSink events() {
        return (type, stage, status, message, progress, data) -> {
            if (type == EventType.APPROVAL) {
                told.add(data);
            }
        };
    }

    private static Admission decide(DeploymentRun run, Approver person, boolean approved) throws Exception {
        return run.decide(person, approved, "because").toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static Deployment outcome(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    /** Keeps the last timer that was set, to be due when the test says so. */
    private static final class ManualTimers extends ScheduledThreadPoolExecutor {
        private volatile Duration pause;
        private volatile Runnable due;

        ManualTimers() {
            super(2);
        }

        Duration pause() {
            return pause;
        }

        void fire() {
            due.run();
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            pause = Duration.of(delay, unit.toChronoUnit());
            due = task;
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        @Override
        public void execute(Runnable task) {
            super.schedule(task, 0, TimeUnit.NANOSECONDS);
        }
    }

    private static final class MovableClock extends Clock {
        private volatile Instant now = Samples.START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
