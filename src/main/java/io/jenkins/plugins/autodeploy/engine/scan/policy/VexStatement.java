package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.List;

/**
 * What an OpenVEX document says of one vulnerability.
 *
 * @param ids of the vulnerability, aliases among them
 * @param products purls with or without version, of what the statement speaks of; empty for all
 * @param status {@code not_affected}, {@code affected}, {@code fixed} or {@code under_investigation}
 * @param justification why it is not affected; null for other statuses
 */
public record VexStatement(
        List<String> ids,
        List<String> products,
        String status,
        @CheckForNull String justification,
        String author) {
    /** Whether the finding does not count for it. */
    boolean clears(Finding finding) {
        return false;
    }

    String reason() {
        return justification == null ? status : justification;
    }
}
