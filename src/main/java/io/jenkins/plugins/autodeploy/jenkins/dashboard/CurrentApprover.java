package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.core.GrantedAuthority;

/** The person whose request it is, as approvals know people. */
final class CurrentApprover {
    private CurrentApprover() {}

    /** @return null for anonymous requests */
    @CheckForNull
    static Approver get() {
        User user = User.current();
        if (user == null) {
            return null;
        }
        Set<String> groups = Jenkins.getAuthentication2().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return new Approver(user.getId(), groups);
    }
}
