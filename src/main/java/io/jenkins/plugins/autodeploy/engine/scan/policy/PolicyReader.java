package io.jenkins.plugins.autodeploy.engine.scan.policy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a gate judges by from the request and from the files that it names. */
public final class PolicyReader {
    private PolicyReader() {}

    /**
     * The gate for one scan.
     *
     * @param target by which the job's scans that passed are known
     * @throws InvalidInputException when a parameter or a file cannot be used
     */
    public static Gate gate(PolicyRequest request, String target, PassedScans passed, Workspace workspace, Instant now)
            throws InvalidInputException, InterruptedException {
        String failOn = request.failOn() == null ? "CRITICAL" : request.failOn().toUpperCase(Locale.ROOT);
        ScanPolicy policy = new ScanPolicy(
                failOn.equals("NONE") ? null : Severity.valueOf(failOn),
                Boolean.TRUE.equals(request.ignoreUnfixed()),
                Boolean.TRUE.equals(request.newOnly()),
                Duration.ofDays(7),
                Map.of());
        return new Gate(policy, AcceptFile.read(workspace, request.acceptFile()), List.of(), null, now);
    }
}
