package io.jenkins.plugins.autodeploy.engine.deploy.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Approval;

/** Whether a person's decision counts. */
public enum Admission {
    COUNTS,
    /** The deployment does not wait for approval, or not any more. */
    NOT_WAITING,
    /** None of the names that were asked for is this person's or a group of theirs. */
    NOT_ASKED,
    /** The person started the deployment, and somebody else has to decide. */
    OWN_DEPLOYMENT,
    /** The person has decided before. */
    DECIDED_BEFORE;

    /**
     * @param startedBy id of the person who started the deployment; null when no person did
     * @return whether it counts for an approval that waits
     */
    public static Admission of(Approval approval, @CheckForNull String startedBy, Approver person) {
        if (!approval.by().isEmpty()
                && approval.by().stream()
                        .noneMatch(name ->
                                name.equals(person.id()) || person.groups().contains(name))) {
            return NOT_ASKED;
        }
        if (approval.notSelf() && isSame(startedBy, person.id())) {
            return OWN_DEPLOYMENT;
        }
        return approval.decisions().stream().anyMatch(decision -> isSame(decision.who(), person.id()))
                ? DECIDED_BEFORE
                : COUNTS;
    }

    /** Hosts may take ids that differ in case for one person's: nobody shall count twice by that. */
    private static boolean isSame(@CheckForNull String one, String other) {
        return other.equalsIgnoreCase(one);
    }
}
