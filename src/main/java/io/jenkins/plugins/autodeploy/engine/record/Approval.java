package io.jenkins.plugins.autodeploy.engine.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The approval that a deployment needs before it touches its target, and what was said so far.
 *
 * @param by names of users and groups of which one has to be had to decide; empty when everybody may whom the host lets
 * @param count how many people have to approve
 * @param notSelf whether the person who started the deployment may not decide
 * @param until when it ends as not approved
 * @param decisions in the order in which they were made, one a person
 */
public record Approval(List<String> by, int count, boolean notSelf, Instant until, List<ApprovalDecision> decisions) {
    public Approval {
        by = by == null ? List.of() : List.copyOf(by);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** The same approval after one more decision. */
    public Approval with(ApprovalDecision decision) {
        List<ApprovalDecision> more = new ArrayList<>(decisions);
        more.add(decision);
        return new Approval(by, count, notSelf, until, more);
    }

    /** How many people have approved. */
    public int given() {
        return (int) decisions.stream().filter(ApprovalDecision::approved).count();
    }
}
