package io.jenkins.plugins.autodeploy.engine.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * Some entries, the newest first.
 *
 * @param next where to go on with older ones; null when there are none. There may be a next page although this one is not full: only so many lines are read for one
 */
public record AuditPage(
        List<AuditEntry> entries, @CheckForNull String next) {
    public AuditPage {
        entries = entries == null ? List.of() : List.copyOf(entries);
    }
}
