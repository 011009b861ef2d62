package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Map;

/**
 * What a scan that passed had found, as far as a later one is compared with it.
 *
 * @param run number of the run within its job
 * @param findings how many there were of each, by a key that says what makes two findings the same
 */
public record PassedScan(@CheckForNull Integer run, Instant scannedAt, Map<String, Integer> findings) {
    public PassedScan {
        findings = findings == null ? Map.of() : Map.copyOf(findings);
    }
}
