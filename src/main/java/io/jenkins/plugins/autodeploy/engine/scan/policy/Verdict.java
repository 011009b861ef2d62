package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.List;
import java.util.Map;

/**
 * The gate's judgement.
 *
 * @param findings all, the worst first
 * @param accepted what does not count because somebody decided so
 * @param counts what counts, by severity name
 * @param fixable how many of those have a version to upgrade to
 * @param newFindings how many of those the baseline does not have; null without one
 * @param newAt positions in {@code findings} of those
 * @param reasons why it does not pass; empty when it does
 * @param remarks what the owner of the policy should know
 */
public record Verdict(
        List<Finding> findings,
        List<AcceptedFinding> accepted,
        Map<String, Integer> counts,
        int fixable,
        @CheckForNull Integer newFindings,
        List<Integer> newAt,
        List<String> reasons,
        List<String> remarks) {}
