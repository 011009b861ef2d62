package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Note;
import io.jenkins.plugins.autodeploy.engine.deploy.NotingRun.Phase;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeReader;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.FreezeOverride;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which deployments may go when their turn comes: none that is older than what is live, and none to a frozen environment. */
class RunOrderTest {
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Provenance NINE = new Provenance("shop", 9, null, null);
    private static final String CHRISTMAS =
            "freezes: [{environments: production, from: 2026-12-23, to: 2027-01-02, reason: Christmas}]";

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> overrides = new CopyOnWriteArrayList<>();
    private volatile String freezes = "freezes: []";
    private final RunContext context = new RunContext(
            new TargetLocks(), () -> FreezeReader.parse(freezes), executor, executor, Clock.fixed(NOW, ZoneOffset.UTC));
    private final EventSink events = (type, stage, status, message, progress, data) -> {
        if (type == EventType.FREEZE) {
            overrides.add(data);
            notes.add(message);
        }
    };

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void anEarlierBuildIsRefusedWhereALaterOneWentFirstWhileItWaited() throws Exception {
        NotingRun first = begun(run("first", 9));
        NotingRun second = run("second", 8);
        NotingRun third = run("third", 10);
        second.start();
        third.start();
        settle(second);
        assertThat(second.outcome().toCompletableFuture())
                .as("nothing is live when it is asked for")
                .isNotDone();

        second.live = NINE;
        first.later(() -> first.finish(DeploymentStatus.SUCCEEDED, null));

        assertThatThrownBy(() -> outcome(second))
                .hasRootCauseInstanceOf(InvalidInputException.class)
                .hasRootCauseMessage(
                        "image: 'shop:8' is not valid: expected something newer than what is live: build shop#8 is older than shop#9, which brought what is live."
                                + " allowOutdated (--allow-outdated) deploys it all the same, a rollback goes back on purpose");
        assertThat(second.begun).isNotDone();
        third.begun.get(5, TimeUnit.SECONDS);
    }

    @Test
    void whatIsOutdatedAlreadyIsRefusedBeforeItWaits() throws Exception {
        begun(run("first", 9));
        NotingRun second = run("second", 8);
        second.live = NINE;

        second.start();

        assertThatThrownBy(() -> outcome(second)).hasRootCauseMessage(refusal(8));
        assertThat(context.locks().queues().places())
                .as("nobody behind it waits for it")
                .hasSize(1);
    }

    @Test
    void goesWhereThatIsAllowed() throws Exception {
        NotingRun run = run(request("one", 8).allowOutdated(true), Phase.QUEUED, null);
        run.live = NINE;

        begun(run);
    }

    @Test
    void oneThatHasBegunIsNotAskedAgainAfterARestart() throws Exception {
        freezes = CHRISTMAS;
        NotingRun run = run(request("one", 8), Phase.FORWARD, null);
        run.live = NINE;

        begun(run);
    }

    @Test
    void aFrozenEnvironmentRefusesAtOnceAndSaysUntilWhen() {
        freezes = CHRISTMAS;
        NotingRun run = run("one", 8);

        run.start();

        assertThatThrownBy(() -> outcome(run))
                .hasRootCauseMessage(
                        "environment: 'production' is not valid: expected an environment that is not frozen: 'Christmas' lasts until 2027-01-03T00:00:00Z."
                                + " overrideFreeze (--override-freeze) with a reason goes ahead all the same, for people who may approve deployments");
    }

    @Test
    void aFrozenEnvironmentAsksNobodyForApproval() {
        freezes = CHRISTMAS;
        NotingRun run = run(request("one", 8), Phase.QUEUED, approval());

        run.start();

        assertThatThrownBy(() -> outcome(run)).hasRootCauseInstanceOf(InvalidInputException.class);
        assertThat(run.awaitsApproval()).isEmpty();
    }

    @Test
    void aFreezeThatBeginsWhilePeopleAreAskedCounts() throws Exception {
        NotingRun run = run(request("one", 8), Phase.QUEUED, approval());
        run.start();

        freezes = CHRISTMAS;
        settle(run);
        run.decide(new Approver("grace", Set.of()), true, null);

        assertThatThrownBy(() -> outcome(run)).hasRootCauseInstanceOf(InvalidInputException.class);
        assertThat(run.begun).isNotDone();
    }

    @Test
    void anOverrideIsKeptAndToldOnce() throws Exception {
        freezes = CHRISTMAS;
        NotingRun run = run(request("one", 8).freezeOverride("hotfix 123"), Phase.QUEUED, approval());
        run.start();
        settle(run);
        run.decide(new Approver("grace", Set.of()), true, null);

        run.begun.get(5, TimeUnit.SECONDS);

        run.later(() -> run.finish(DeploymentStatus.SUCCEEDED, null));
        assertThat(outcome(run).freezeOverride()).isEqualTo(new FreezeOverride("Christmas", "ada", "hotfix 123", NOW));
        assertThat(notes).containsOnlyOnce("Freeze 'Christmas' overridden by ada: hotfix 123");
        assertThat(overrides)
                .containsExactly(Map.of(
                        "freeze", "Christmas",
                        "by", "ada",
                        "reason", "hotfix 123",
                        "when", "2026-12-24T12:00:00Z",
                        "deployment", "one",
                        "environment", "production"));
    }

    @Test
    void whereNothingIsFrozenNothingIsOverridden() throws Exception {
        NotingRun run = begun(run(request("one", 8).freezeOverride("hotfix 123"), Phase.QUEUED, null));

        run.later(() -> run.finish(DeploymentStatus.SUCCEEDED, null));

        assertThat(outcome(run).freezeOverride()).isNull();
        assertThat(overrides).isEmpty();
    }

    @Test
    void aRehearsalSaysThatItWouldBeRefused() throws Exception {
        freezes = CHRISTMAS;
        NotingRun run = begun(run(request("one", 8).dryRun(true), Phase.QUEUED, null));

        run.later(() -> run.finish(DeploymentStatus.SUCCEEDED, null));

        assertThat(outcome(run).steps())
                .filteredOn(step -> step.startsWith("Dry run: it would be refused: environment: 'production'"))
                .hasSize(1);
    }

    @Test
    void aRollbackIsNeverFrozen() throws Exception {
        freezes = CHRISTMAS;
        Deployment record = Samples.deployment(1, "production", DeploymentStatus.PENDING);
        NotingRun run = new NotingRun(new Note(record, Phase.QUEUED, null), context, events, notes);
        run.live = NINE;

        begun(run);
    }

    @Test
    void nothingGoesWhereFreezesCannotBeUnderstood() {
        freezes = "freezes: [{environments: production, cron: never, duration: 1h, reason: x}]";
        NotingRun run = run("one", 8);

        run.start();

        assertThatThrownBy(() -> outcome(run)).rootCause().hasMessageStartingWith("freeze.cron: 'never'");
    }

    private static String refusal(int build) {
        return "image: 'shop:%1$d' is not valid: expected something newer than what is live: build shop#%1$d is older than shop#9, which brought what is live. allowOutdated (--allow-outdated) deploys it all the same, a rollback goes back on purpose"
                .formatted(build);
    }

    private static ApprovalRule approval() {
        return new ApprovalRule(List.of(), 1, Duration.ofHours(1), true);
    }

    private static DeployRequest.Builder request(String id, int build) {
        return DeployRequest.of(id, "production", "shop:" + build)
                .trigger(new Trigger("user", "ada", build, null, "shop"));
    }

    private NotingRun run(String id, int build) {
        return run(request(id, build), Phase.QUEUED, null);
    }

    private NotingRun run(DeployRequest.Builder wanted, Phase phase, ApprovalRule approval) {
        DeployRequest request = wanted.build();
        Deployment record = Deployment.asked(
                request.id(),
                request.environment(),
                Samples.PRODUCTION,
                request.image(),
                request.plan().strategy(),
                NOW,
                request.trigger(),
                null);
        return new NotingRun(new Note(record, phase, approval, request), context, events, notes);
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

    private static Deployment outcome(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
