package io.jenkins.plugins.autodeploy.jenkins.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Who may deploy although an environment is frozen: a person who started the build and may approve deployments of its job. May ask where users are kept, so not for threads that must not wait. */
public final class FreezeOverrideRight {
    private FreezeOverrideRight() {}

    /**
     * @param reason that was given
     * @param userId who started the build; null when no person did
     * @throws InvalidInputException if it may not be overridden
     */
    public static void check(Run<?, ?> run, String reason, @CheckForNull String userId) throws InvalidInputException {
        User user = userId == null ? null : User.getById(userId, false);
        if (user == null) {
            throw new InvalidInputException(
                    "overrideFreeze", reason, "a build that a person has started: nobody else can override a freeze");
        }
        if (!mayApprove(run, user)) {
            throw new InvalidInputException(
                    "overrideFreeze",
                    reason,
                    "a build that somebody has started who has the permission Deployments/Approve, which %s has not"
                            .formatted(user.getId()));
        }
    }

    private static boolean mayApprove(Run<?, ?> run, User user) {
        try {
            return run.getParent().getACL().hasPermission2(user.impersonate2(), DeploymentPermissions.APPROVE);
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }
}
