package io.jenkins.plugins.autodeploy.engine.deploy.approval;

import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an approval is.
 *
 * @param sentence for people: whom it waits for, or how it ended
 */
public record ApprovalVerdict(State state, String sentence) {
    /** What becomes of the deployment. */
    public enum State {
        WAITING,
        GRANTED,
        REJECTED,
        TIMED_OUT
    }

    /** One rejection ends it, whoever has approved; enough approvals let it go on also when that is noticed only after its time. */
    public static ApprovalVerdict of(Approval approval, Instant now) {
        Optional<ApprovalDecision> rejection = approval.decisions().stream()
                .filter(decision -> !decision.approved())
                .findFirst();
        if (rejection.isPresent()) {
            return new ApprovalVerdict(State.REJECTED, rejection.get().sentence());
        }
        if (approval.given() >= approval.count()) {
            return new ApprovalVerdict(State.GRANTED, "Approved" + progress(approval));
        }
        if (!now.isBefore(approval.until())) {
            return new ApprovalVerdict(
                    State.TIMED_OUT, "Not approved in time" + progress(approval) + ", by " + approval.until());
        }
        String whom = approval.by().isEmpty() ? "" : " by " + String.join(", ", approval.by());
        return new ApprovalVerdict(State.WAITING, "approval" + whom + progress(approval));
    }

    private static String progress(Approval approval) {
        return " (%d of %d)".formatted(approval.given(), approval.count());
    }
}
