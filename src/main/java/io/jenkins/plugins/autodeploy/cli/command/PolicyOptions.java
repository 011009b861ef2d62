package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.scan.ScanParameters;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** When the gate fails. What is left out comes from the policy file. */
final class PolicyOptions {
    @Option(
            names = "--policy-file",
            paramLabel = "FILE",
            defaultValue = PolicyRequest.DEFAULT_POLICY_FILE,
            description = "When the gate fails, relative to DIR (default: ${DEFAULT-VALUE}).")
    private String policyFile;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "The lowest severity that fails the gate: UNKNOWN, NEGLIGIBLE, LOW, MEDIUM, HIGH, CRITICAL, or NONE (default: the policy file's, else CRITICAL).")
    private String failOn;

    @Option(
            names = "--ignore-unfixed",
            negatable = true,
            description = "Whether packages pass that have no fixed version yet.")
    private Boolean ignoreUnfixed;

    @Option(
            names = "--new-only",
            negatable = true,
            description = "Whether only what the baseline does not have counts.")
    private Boolean newOnly;

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            description =
                    "How old a vulnerability database may be: 7d, 12h or none (default: the policy file's, else 7d).")
    private String maxAge;

    @Option(
            names = "--threshold",
            paramLabel = "SEVERITY=N",
            description = "More than N findings of a severity fail the gate; may be given several times.")
    private Map<String, String> thresholds = new LinkedHashMap<>();

    @Option(
            names = "--accept-file",
            paramLabel = "FILE",
            defaultValue = PolicyRequest.DEFAULT_ACCEPT_FILE,
            description = "Accepted findings, relative to DIR (default: ${DEFAULT-VALUE}).")
    private String acceptFile;

    @Option(
            names = "--vex",
            paramLabel = "FILE",
            description = "An OpenVEX document, relative to DIR; may be given several times.")
    private List<String> vexFiles = List.of();

    /**
     * @param environment whose part of the policy file counts; null for none
     * @param baseline a report to compare with; null for the last scan that passed
     */
    PolicyRequest request(@CheckForNull String environment, @CheckForNull String baseline)
            throws InvalidInputException {
        return new PolicyRequest(
                environment,
                policyFile,
                ScanParameters.failOn("--fail-on", failOn),
                ignoreUnfixed,
                newOnly,
                maxAge,
                ScanParameters.thresholds("--threshold", thresholds),
                baseline,
                acceptFile,
                vexFiles);
    }
}
