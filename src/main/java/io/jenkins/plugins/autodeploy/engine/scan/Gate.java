package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of the findings counts, and whether that passes. Decides only, so that it can be read and tested without a scanner.
 *
 * @param failOn the lowest severity that fails; null for never
 * @param ignoreUnfixed whether a vulnerable package without a fixed version does not count; faults and secrets, which have no versions, always do
 */
record Gate(@CheckForNull Severity failOn, boolean ignoreUnfixed, List<AcceptedRisk> accepted, LocalDate today) {
    private static final int MOST_REASONS = 50;

    /**
     * The judgement.
     *
     * @param findings all, the worst first
     * @param counts what counts, by severity name
     * @param reasons why it does not pass; empty when it does
     * @param remarks what the owner of the accepted findings should know
     */
    record Verdict(
            List<Finding> findings,
            List<AcceptedFinding> accepted,
            Map<String, Integer> counts,
            List<String> reasons,
            List<String> remarks) {}

    Verdict judge(List<Finding> found) {
        List<Finding> findings = new ArrayList<>(new LinkedHashSet<>(found));
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        List<AcceptedFinding> acceptedFindings = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> reasons = new ArrayList<>();
        int failing = 0;
        for (Finding finding : findings) {
            AcceptedRisk valid = covering(finding, false);
            if (valid != null) {
                acceptedFindings.add(new AcceptedFinding(finding, valid.reason(), valid.by(), valid.until()));
            } else if (counts(finding)) {
                counts.merge(finding.severity().name(), 1, Integer::sum);
                if (fails(finding) && failing++ < MOST_REASONS) {
                    reasons.add(reason(finding, covering(finding, true)));
                }
            }
        }
        if (failing > MOST_REASONS) {
            reasons.add("And %d more findings of severity %s or worse".formatted(failing - MOST_REASONS, failOn));
        }
        return new Verdict(findings, acceptedFindings, counts, reasons, remarks(findings));
    }

    private boolean counts(Finding finding) {
        return !ignoreUnfixed || finding.packageName() == null || finding.fixed() != null;
    }

    private boolean fails(Finding finding) {
        return failOn != null && finding.severity().compareTo(failOn) >= 0;
    }

    @CheckForNull
    private AcceptedRisk covering(Finding finding, boolean expired) {
        return accepted.stream()
                .filter(risk -> risk.hasExpired(today) == expired && risk.covers(finding))
                .findFirst()
                .orElse(null);
    }

    private List<String> remarks(List<Finding> findings) {
        List<String> remarks = new ArrayList<>();
        for (AcceptedRisk risk : accepted) {
            if (findings.stream().noneMatch(risk::covers)) {
                remarks.add("The accepted finding %s matches nothing any more".formatted(risk.id()));
            } else if (risk.hasExpired(today)) {
                remarks.add("The accepted finding %s counts again: %s accepted it until %s"
                        .formatted(risk.id(), risk.by(), risk.until()));
            }
        }
        return remarks;
    }

    /** Says what to do next: which version to go to, or what is wrong where. */
    private static String reason(Finding finding, @CheckForNull AcceptedRisk expired) {
        StringBuilder reason =
                new StringBuilder(finding.severity().name()).append(' ').append(finding.id());
        if (finding.location() != null) {
            reason.append(" in ").append(finding.location());
        }
        reason.append(": ");
        if (finding.packageName() == null) {
            reason.append(finding.title());
        } else if (finding.fixed() == null) {
            reason.append("%s %s has no fixed version yet".formatted(finding.packageName(), finding.installed()));
        } else {
            reason.append(
                    "upgrade %s from %s to %s".formatted(finding.packageName(), finding.installed(), finding.fixed()));
        }
        if (expired != null) {
            reason.append(" (accepted by %s until %s)".formatted(expired.by(), expired.until()));
        }
        return reason.toString();
    }
}
