package io.jenkins.plugins.autodeploy.engine.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.audit.AuditFilter;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.notify.NoticePost;
import io.jenkins.plugins.autodeploy.engine.notify.NoticeRule;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fact of a deployment is told once, also by a process that takes it up after another one died. */
class NewsDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path home;

    private final List<String> notices = new ArrayList<>();
    private AuditLog log;

    private final NoticePost post = new NoticePost(
            List.of(new Recipient("team-a", NoticeRule.ALWAYS, notice -> {
                notices.add(notice.event().label());
                return CompletableFuture.completedFuture(null);
            })),
            trouble -> notices.add("trouble: " + trouble));

    private final Deployment asked = Deployment.asked(
            "3-abc", "production", Samples.PRODUCTION, "shop/web:3", "rolling", NOW, Samples.by("ada", 3), null);
    private final Approval approval = new Approval(List.of(), 1, false, NOW.plusSeconds(60), List.of());
    private final Deployment waiting = asked.toBuilder().approval(approval).build();
    private final Deployment approved = asked.toBuilder()
            .approval(approval.with(new ApprovalDecision("grace", NOW, true, null)))
            .build();
    private final Deployment begun =
            approved.toBuilder().status(DeploymentStatus.DEPLOYING).build();
    private final Deployment succeeded =
            begun.toBuilder().status(DeploymentStatus.SUCCEEDED).ended(NOW).build();

    @BeforeEach
    void openLog() {
        log = new AuditLog(home);
    }

    @Test
    void tellsEachFactOnceHoweverOftenTheRecordChanges() throws Exception {
        NewsDesk desk = desk();
        PodState pod = new PodState("web-1", "Running", true, 0, "node-1", null, "shop/web:3", NOW);
        for (Deployment record : List.of(
                asked,
                waiting,
                waiting,
                approved,
                begun,
                begun.toBuilder().pods(List.of(pod)).build(),
                succeeded,
                succeeded)) {
            desk.tell(record);
        }

        assertThat(audited()).containsExactly("deploy WAITING", "approve null", "deploy STARTED", "deploy SUCCEEDED");
        assertThat(notices).containsExactly("waiting", "started", "succeeded");
    }

    @Test
    void aProcessThatTakesItUpTellsOnlyWhatIsNew() throws Exception {
        NewsDesk died = desk();
        died.tell(waiting);
        died.tell(approved);
        died.tell(begun);

        NewsDesk resumed = NewsDesk.resume(DeploymentNewsTest.DEPLOY, new AuditLog(home), post, CLOCK, waiting);
        resumed.tell(begun);
        resumed.tell(succeeded);

        assertThat(audited()).containsExactly("deploy WAITING", "approve null", "deploy STARTED", "deploy SUCCEEDED");
        assertThat(notices).containsExactly("waiting", "started", "succeeded");
    }

    /** What happened while nobody was there to tell it is told in its order. */
    @Test
    void aProcessThatTakesItUpTellsWhatTheOtherOneDidNotGetTo() throws Exception {
        NewsDesk resumed = NewsDesk.resume(DeploymentNewsTest.DEPLOY, log, post, CLOCK, asked);
        resumed.tell(succeeded);

        assertThat(audited()).containsExactly("deploy WAITING", "approve null", "deploy STARTED", "deploy SUCCEEDED");
    }

    @Test
    void whoAbortedItIsKeptOnceAlthoughAnotherProcessDoesNotKnow() throws Exception {
        Deployment aborted = begun.toBuilder()
                .status(DeploymentStatus.ABORTED)
                .reason("Aborted by grace")
                .ended(NOW)
                .build();
        NewsDesk desk = desk();
        desk.abortedBy("grace");
        desk.tell(aborted);
        NewsDesk.resume(DeploymentNewsTest.DEPLOY, log, post, CLOCK, begun).tell(aborted);

        assertThat(log.page(AuditFilter.ALL, null, 10).entries())
                .filteredOn(entry -> entry.action().label().equals("abort"))
                .extracting(entry -> entry.actor().user())
                .containsExactly("grace");
    }

    @Test
    void aLogThatCannotBeWrittenCostsNeitherTheDeploymentNorTheNotices() throws Exception {
        Files.createDirectory(home.resolve("audit-2026-11.jsonl"));
        NewsDesk desk = desk();

        desk.tell(begun);
        desk.tell(succeeded);

        assertThat(notices).containsExactly("waiting", "started", "succeeded");
    }

    @Test
    void aNotifierThatThrowsIsOneLineOfTrouble() {
        NoticePost broken = new NoticePost(
                List.of(new Recipient("team-a", NoticeRule.ALWAYS, notice -> {
                    throw new IllegalStateException("https://hooks.example/secret");
                })),
                notices::add);

        NewsDesk.begin(DeploymentNewsTest.DEPLOY, log, broken, CLOCK).tell(begun);

        assertThat(notices)
                .contains("team-a was not told 'started' of 3-abc: it could not be sent (IllegalStateException)")
                .noneMatch(line -> line.contains("hooks.example"));
    }

    private NewsDesk desk() {
        return NewsDesk.begin(DeploymentNewsTest.DEPLOY, log, post, CLOCK);
    }

    private List<String> audited() throws Exception {
        List<AuditEntry> newestFirst =
                new ArrayList<>(log.page(AuditFilter.ALL, null, 50).entries());
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(entry -> entry.action().label() + " " + entry.result())
                .toList();
    }
}
