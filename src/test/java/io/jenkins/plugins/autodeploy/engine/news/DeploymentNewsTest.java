package io.jenkins.plugins.autodeploy.engine.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.notify.Moment;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.FreezeOverride;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a record says, fact by fact. */
class DeploymentNewsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final Origin DEPLOY =
            new Origin(false, "shop", 3, "job/shop/3/", "https://ci.example/job/shop/deployments/", false);
    static final Origin ROLLBACK = new Origin(true, "shop", 3, "job/shop/3/", null, false);

    private static Deployment asked() {
        return Deployment.asked(
                "3-abc", "production", Samples.PRODUCTION, "shop/web:3", "rolling", NOW, Samples.by("ada", 3), null);
    }

    private static Deployment at(DeploymentStatus status) {
        return asked().toBuilder()
                .previousImage("shop/web:2")
                .previousRevision(2L)
                .revision(3L)
                .status(status)
                .steps(List.of("Applied Deployment web"))
                .ended(status.isFinal() ? NOW : null)
                .build();
    }

    @Test
    void isNothingBeforeTheDeploymentsTurn() {
        assertThat(told(DEPLOY, asked())).isEmpty();
    }

    @Test
    void isItsCourseWhenItGoesWell() {
        assertThat(told(DEPLOY, at(DeploymentStatus.VERIFYING))).containsExactly("ada deploy STARTED");
        assertThat(told(DEPLOY, at(DeploymentStatus.SUCCEEDED)))
                .containsExactly("ada deploy STARTED", "ada deploy SUCCEEDED");
        assertThat(moments(at(DeploymentStatus.SUCCEEDED))).containsExactly(Moment.STARTED, Moment.SUCCEEDED);
    }

    @Test
    void saysFromWhatToWhat() {
        AuditEntry last = last(DEPLOY, at(DeploymentStatus.SUCCEEDED));

        assertThat(last.from()).isEqualTo(new AuditEntry.Version("shop/web:2", 2L));
        assertThat(last.to()).isEqualTo(new AuditEntry.Version("shop/web:3", 3L));
        assertThat(last.target()).isEqualTo(Samples.PRODUCTION);
        assertThat(last.link()).isEqualTo("job/shop/3/");
    }

    @Test
    void isWhoSaidWhatBeforeItBegan() {
        ApprovalDecision grace = new ApprovalDecision("grace", NOW.plusSeconds(5), true, "Looks right");
        ApprovalDecision linus = new ApprovalDecision("linus", NOW.plusSeconds(9), false, "Not today");
        Approval approval = new Approval(List.of("ops"), 2, true, NOW.plusSeconds(60), List.of(grace));
        Deployment waiting = asked().toBuilder().approval(approval).build();

        assertThat(told(DEPLOY, waiting)).containsExactly("ada deploy WAITING", "grace approve");
        assertThat(last(DEPLOY, waiting).reason()).isEqualTo("Looks right");
        assertThat(last(DEPLOY, waiting).time()).isEqualTo(grace.when());
        assertThat(news(DEPLOY, waiting, null).get(0).notice().sentence())
                .isEqualTo("Deployment of shop/web:3 to production waits for approval by ops of 2 people");

        Deployment rejected = waiting.toBuilder()
                .approval(approval.with(linus))
                .status(DeploymentStatus.ABORTED)
                .reason("Rejected by linus: Not today")
                .ended(NOW)
                .build();
        assertThat(told(DEPLOY, rejected))
                .containsExactly("ada deploy WAITING", "grace approve", "linus reject", "ada deploy ABORTED");
    }

    @Test
    void isWhoAbortedIt() {
        Deployment aborted = at(DeploymentStatus.ABORTED).toBuilder()
                .reason("Aborted by grace")
                .rolledBack(true)
                .build();

        assertThat(news(DEPLOY, aborted, "grace").stream().map(DeploymentNewsTest::words))
                .containsExactly(
                        "ada deploy STARTED",
                        "grace abort",
                        "(autodeploy) automaticRollback SUCCEEDED",
                        "ada deploy ABORTED");
        assertThat(told(DEPLOY, aborted)).as("by whom is not known").contains("(autodeploy) abort");
    }

    @Test
    void isThatItWentBackByItself() {
        Deployment rolledBack = at(DeploymentStatus.ROLLED_BACK).toBuilder()
                .rolledBack(true)
                .reason("Crash loop")
                .rollbackReason("Crash loop")
                .build();

        List<News> news = news(DEPLOY, rolledBack, null);

        assertThat(news.stream().map(DeploymentNewsTest::words))
                .containsExactly(
                        "ada deploy STARTED", "(autodeploy) automaticRollback SUCCEEDED", "ada deploy ROLLED_BACK");
        AuditEntry back = news.get(1).entry();
        assertThat(back.from().image()).isEqualTo("shop/web:3");
        assertThat(back.to().image()).isEqualTo("shop/web:2");
        assertThat(news.get(2).notice().sentence())
                .isEqualTo("Deployment of shop/web:3 to production has failed and was taken back: Crash loop");
    }

    @Test
    void isOnlyItsEndWhereItWasRefused() {
        Deployment refused = asked().toBuilder()
                .status(DeploymentStatus.FAILED)
                .reason("namespace: 'x y' is not valid")
                .ended(NOW)
                .build();

        assertThat(told(DEPLOY, refused)).containsExactly("ada deploy FAILED");
    }

    @Test
    void isWhatItWasLetThrough() {
        Origin bold = new Origin(false, "shop", 3, null, null, true);
        Deployment overriding = at(DeploymentStatus.DEPLOYING).toBuilder()
                .freezeOverride(new FreezeOverride("Christmas", "grace", "Fixes the outage", NOW))
                .build();

        assertThat(told(bold, overriding))
                .containsExactly("grace freezeOverride", "ada allowOutdated", "ada deploy STARTED");
        assertThat(news(bold, overriding, null).get(0).entry().reason())
                .isEqualTo("Fixes the outage (frozen: Christmas)");
    }

    @Test
    void isARollbackWhereSomebodyTookItBack() {
        Deployment begun = Deployment.asked(
                        "3-abc", "production", Samples.PRODUCTION, "", "rolling", NOW, Samples.by("ada", 3), null)
                .toBuilder()
                .status(DeploymentStatus.DEPLOYING)
                .rollbackReason("prices are wrong")
                .build();

        AuditEntry entry = last(ROLLBACK, begun);

        assertThat(words(news(ROLLBACK, begun, null).get(0))).isEqualTo("ada rollback STARTED");
        assertThat(entry.reason()).isEqualTo("prices are wrong");
        assertThat(entry.to()).as("not known yet").isNull();
        assertThat(news(ROLLBACK, begun, null).get(0).notice().sentence())
                .isEqualTo("Rollback of web to production has started");
    }

    @Test
    void namesWhatStartedItWhereNoPersonDid() {
        Deployment nightly = Deployment.asked(
                        "3-abc",
                        "production",
                        Samples.PRODUCTION,
                        "shop/web:3",
                        "rolling",
                        NOW,
                        new Trigger("timer", null, 3, null),
                        null)
                .toBuilder()
                .status(DeploymentStatus.DEPLOYING)
                .build();

        assertThat(told(DEPLOY, nightly)).containsExactly("(timer) deploy STARTED");
    }

    private static List<News> news(Origin origin, Deployment deployment, String abortedBy) {
        return DeploymentNews.of(origin, deployment, abortedBy, NOW);
    }

    private static List<String> told(Origin origin, Deployment deployment) {
        return news(origin, deployment, null).stream()
                .map(DeploymentNewsTest::words)
                .toList();
    }

    private static List<Moment> moments(Deployment deployment) {
        return news(DEPLOY, deployment, null).stream()
                .map(News::notice)
                .filter(Objects::nonNull)
                .map(notice -> notice.event())
                .toList();
    }

    private static AuditEntry last(Origin origin, Deployment deployment) {
        List<News> news = news(origin, deployment, null);
        return news.get(news.size() - 1).entry();
    }

    private static String words(News news) {
        AuditEntry entry = news.entry();
        return entry.actor().name() + " " + entry.action().label()
                + (entry.result() == null ? "" : " " + entry.result());
    }
}
