package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;

/**
 * How the gate shall judge, as it was asked for. What is null here comes from the policy file, its part for the environment first, or else from
 * {@link PolicyRules}' defaults.
 *
 * @param environment name of a part of the policy file; null for none
 * @param policyFile YAML, relative to the workspace's root; only one of the usual name need not exist
 * @param failOn name of the lowest severity that fails, or {@code NONE}
 * @param maxAge how old a vulnerability database may be: {@code 7d}, {@code 12h}, or {@code none}
 * @param thresholds how many findings of a severity, by its name, are too many when exceeded
 * @param baseline a report of an earlier scan, relative to the workspace's root; null for the last passed scan of the job
 * @param acceptFile accepted findings, relative to the workspace's root; need not exist
 * @param vexFiles OpenVEX documents, relative to the workspace's root
 */
public record PolicyRequest(
        @CheckForNull String environment,
        String policyFile,
        @CheckForNull String failOn,
        @CheckForNull Boolean ignoreUnfixed,
        @CheckForNull Boolean newOnly,
        @CheckForNull String maxAge,
        @CheckForNull Map<String, Integer> thresholds,
        @CheckForNull String baseline,
        String acceptFile,
        List<String> vexFiles) {
    public static final String DEFAULT_POLICY_FILE = ".autodeploy/policy.yaml";
    public static final String DEFAULT_ACCEPT_FILE = ".autodeploy/accepted.yaml";

    public PolicyRequest {
        thresholds = thresholds == null ? null : Map.copyOf(thresholds);
        vexFiles = List.copyOf(vexFiles);
    }
}
