package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.time.Instant;
import java.util.List;

/**
 * What advisories say of packages.
 *
 * @param findings each vulnerability of a package at a place once
 * @param time when the newest of the advisories was made; null when nothing was looked up
 * @param remarks what people should know of how they were looked up, one sentence each
 */
public record AdvisoryMatches(
        List<Finding> findings, @CheckForNull Instant time, List<String> remarks) {
    public AdvisoryMatches {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }
}
