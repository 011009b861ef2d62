package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.PassedScan;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what a gate judges by from the request and from the files that it names. */
public final class PolicyReader {
    private static final int LARGEST_BASELINE = 64 << 20;

    private PolicyReader() {}

    /**
     * The gate for one scan.
     *
     * @param last the job's last scan of the target that passed; null when there is none
     * @throws InvalidInputException when a parameter or a file cannot be used
     */
    public static Gate gate(
            PolicyRequest request, ScanTarget target, @CheckForNull PassedScan last, Workspace workspace, Instant now)
            throws InvalidInputException, InterruptedException {
        List<PolicyRules> rules = new ArrayList<>();
        rules.add(new PolicyRules(
                "",
                request.failOn(),
                request.ignoreUnfixed(),
                request.newOnly(),
                request.maxAge(),
                request.thresholds()));
        rules.addAll(PolicyFile.read(workspace, request.policyFile(), request.environment()));
        List<VexStatement> exploitability = new ArrayList<>();
        for (String path : request.vexFiles()) {
            exploitability.addAll(OpenVex.read(workspace, path));
        }
        return new Gate(
                PolicyRules.effective(rules),
                target,
                AcceptFile.read(workspace, request.acceptFile()),
                exploitability,
                request.baseline() == null ? baseline(last) : baseline(request.baseline(), workspace),
                now);
    }

    @CheckForNull
    private static Baseline baseline(@CheckForNull PassedScan last) {
        return last == null ? null : new Baseline("the last scan that passed, of run " + last.run(), last.findings());
    }

    private static Baseline baseline(String path, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        try {
            byte[] content = workspace.read(path, LARGEST_BASELINE);
            ScanReport report = Json.read(new String(content, StandardCharsets.UTF_8), ScanReport.class);
            if (report != null && report.target() != null) {
                return new Baseline(path, Baseline.of(report));
            }
        } catch (JsonProcessingException e) {
            // It is no report.
        } catch (IOException e) {
            throw new InvalidInputException("baseline", path, "a readable file in the workspace below 64 MB");
        }
        throw new InvalidInputException("baseline", path, "the report.json of an earlier scan");
    }
}
