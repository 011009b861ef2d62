package io.jenkins.plugins.autodeploy.engine.news;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditAction;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry.Actor;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry.Version;
import io.jenkins.plugins.autodeploy.engine.audit.AuditResult;
import io.jenkins.plugins.autodeploy.engine.notify.Moment;
import io.jenkins.plugins.autodeploy.engine.notify.Notice;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.FreezeOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that a deployment's record says by now, as facts in their order. It depends on the record alone and not on what was seen of it before: whoever remembers the keys of the facts that he told can find what is new, after a
 * restart too.
 */
final class DeploymentNews {
    private final Origin origin;
    private final Deployment deployment;
    private final Instant now;
    private final List<News> news = new ArrayList<>();

    private DeploymentNews(Origin origin, Deployment deployment, Instant now) {
        this.origin = origin;
        this.deployment = deployment;
        this.now = now;
    }

    /**
     * @param abortedBy who aborts it; null when nobody does or it is not known
     * @param now when what has no time of its own happens
     */
    static List<News> of(Origin origin, Deployment deployment, @CheckForNull String abortedBy, Instant now) {
        DeploymentNews facts = new DeploymentNews(origin, deployment, now);
        facts.approval();
        facts.beginning();
        if (deployment.status().isFinal()) {
            facts.end(abortedBy);
        }
        return facts.news;
    }

    private void approval() {
        Approval approval = deployment.approval();
        if (approval == null) {
            return;
        }
        String awaited = "approval" + (approval.by().isEmpty() ? "" : " by " + String.join(", ", approval.by()))
                + (approval.count() == 1 ? "" : " of %d people".formatted(approval.count()));
        course(AuditResult.WAITING, Moment.WAITING, now, awaited);
        for (ApprovalDecision decision : approval.decisions()) {
            AuditAction action = decision.approved() ? AuditAction.APPROVE : AuditAction.REJECT;
            audit(action, null, Actor.user(decision.who()), decision.when(), before(), after(), decision.comment());
        }
    }

    private void beginning() {
        boolean waits = deployment.status() == DeploymentStatus.PENDING;
        if (waits || deployment.status().isFinal() && !deployment.reachedTarget()) {
            return;
        }
        FreezeOverride override = deployment.freezeOverride();
        if (override != null) {
            Actor actor = override.by() == null ? starter() : Actor.user(override.by());
            String reason = "%s (frozen: %s)".formatted(override.reason(), override.freeze());
            audit(AuditAction.FREEZE_OVERRIDE, null, actor, override.when(), before(), after(), reason);
        }
        if (origin.allowOutdated()) {
            audit(AuditAction.ALLOW_OUTDATED, null, starter(), now, before(), after(), null);
        }
        course(AuditResult.STARTED, Moment.STARTED, now, origin.rollback() ? deployment.rollbackReason() : null);
    }

    private void end(@CheckForNull String abortedBy) {
        Instant ended = Objects.requireNonNullElse(deployment.ended(), now);
        DeploymentStatus status = deployment.status();
        if (status == DeploymentStatus.ABORTED && !isRejected()) {
            Actor actor = abortedBy == null ? Actor.AUTODEPLOY : Actor.user(abortedBy);
            audit(AuditAction.ABORT, null, actor, ended, before(), after(), deployment.reason());
        }
        if (deployment.rolledBack()) {
            audit(
                    AuditAction.AUTOMATIC_ROLLBACK,
                    AuditResult.SUCCEEDED,
                    Actor.AUTODEPLOY,
                    ended,
                    after(),
                    before(),
                    deployment.rollbackReason());
        }
        String reason = deployment.reason() == null ? deployment.rollbackReason() : deployment.reason();
        course(result(status), moment(status), ended, reason);
    }

    private boolean isRejected() {
        return deployment.approval() != null
                && deployment.approval().decisions().stream().anyMatch(decision -> !decision.approved());
    }

    private static AuditResult result(DeploymentStatus status) {
        return switch (status) {
            case SUCCEEDED -> AuditResult.SUCCEEDED;
            case ROLLED_BACK -> AuditResult.ROLLED_BACK;
            case ABORTED -> AuditResult.ABORTED;
            default -> AuditResult.FAILED;
        };
    }

    private static Moment moment(DeploymentStatus status) {
        return switch (status) {
            case SUCCEEDED -> Moment.SUCCEEDED;
            case ROLLED_BACK -> Moment.ROLLED_BACK;
            case ABORTED -> Moment.ABORTED;
            default -> Moment.FAILED;
        };
    }

    /** Where the deployment itself is, which people are told as well. */
    private void course(AuditResult result, Moment moment, Instant time, @CheckForNull String reason) {
        AuditAction action = origin.rollback() ? AuditAction.ROLLBACK : AuditAction.DEPLOY;
        AuditEntry entry = entry(action, result, starter(), time, before(), after(), reason);
        news.add(new News(entry, notice(moment, time, entry.reason())));
    }

    private void audit(
            AuditAction action,
            @CheckForNull AuditResult result,
            Actor actor,
            Instant time,
            @CheckForNull Version from,
            @CheckForNull Version to,
            @CheckForNull String reason) {
        news.add(new News(entry(action, result, actor, time, from, to, reason), null));
    }

    private AuditEntry entry(
            AuditAction action,
            @CheckForNull AuditResult result,
            Actor actor,
            Instant time,
            @CheckForNull Version from,
            @CheckForNull Version to,
            @CheckForNull String reason) {
        return new AuditEntry(
                0,
                time,
                actor,
                action,
                result,
                origin.job(),
                origin.run(),
                origin.link(),
                deployment.id(),
                deployment.environment(),
                deployment.target(),
                from,
                to,
                reason);
    }

    private Notice notice(Moment moment, Instant time, @CheckForNull String reason) {
        return new Notice(
                moment,
                time,
                deployment.id(),
                origin.rollback(),
                origin.job(),
                origin.run(),
                deployment.trigger().user(),
                deployment.trigger().kind(),
                deployment.environment(),
                deployment.target(),
                deployment.image(),
                deployment.previousImage(),
                reason,
                origin.page());
    }

    private Actor starter() {
        return new Actor(deployment.trigger().kind(), deployment.trigger().user());
    }

    @CheckForNull
    private Version before() {
        return deployment.previousImage() == null
                ? null
                : new Version(deployment.previousImage(), deployment.previousRevision());
    }

    /** Which version a rollback takes is known only once its target has told. */
    @CheckForNull
    private Version after() {
        return deployment.image().isEmpty() ? null : new Version(deployment.image(), deployment.revision());
    }
}
