package io.jenkins.plugins.autodeploy.engine.deploy.approval;

import java.util.Set;

/**
 * A person as the host knows them.
 *
 * @param id never empty: nobody decides without a name
 * @param groups that the person belongs to
 */
public record Approver(String id, Set<String> groups) {
    public Approver {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("An approver has an id");
        }
        groups = groups == null ? Set.of() : Set.copyOf(groups);
    }
}
