package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of the findings counts, and whether that passes. Decides only, so that it can be read and tested without a scanner.
 *
 * @param target what was scanned
 * @param accepted what somebody decided to live with
 * @param exploitability what OpenVEX documents say; of several on the same thing the first holds
 * @param baseline what was found before; null when there is nothing to compare with
 */
public record Gate(
        ScanPolicy policy,
        ScanTarget target,
        List<AcceptedRisk> accepted,
        List<VexStatement> exploitability,
        @CheckForNull Baseline baseline,
        Instant now) {
    private static final int MOST_REASONS = 50;

    /**
     * Judges.
     *
     * @param found what all scanners found, each once
     * @param scanners what they did
     */
    public Verdict judge(List<Finding> found, List<ScannerRun> scanners) {
        List<Finding> findings = found.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        List<Integer> unknown = baseline == null ? List.of() : baseline.unknown(findings);
        Set<Integer> isNew = new HashSet<>(unknown);
        List<AcceptedFinding> acceptedFindings = new ArrayList<>();
        List<Finding> counting = new ArrayList<>();
        List<Integer> newAt = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            AcceptedFinding decided = decision(finding);
            if (decided != null) {
                acceptedFindings.add(decided);
            } else if (!policy.ignores(finding)) {
                boolean fresh = isNew.contains(i) || baseline != null && covering(finding, true) != null;
                if (fresh) {
                    newAt.add(i);
                }
                if (fresh || !policy.newOnly() || baseline == null) {
                    counting.add(finding);
                }
            }
        }
        Map<String, Integer> counts = count(counting);
        List<String> reasons = new ArrayList<>(staleDatabases(scanners));
        reasons.addAll(failing(counting));
        reasons.addAll(exceeded(counts));
        return new Verdict(
                findings,
                acceptedFindings,
                counts,
                (int) counting.stream()
                        .filter(finding -> finding.fixed() != null)
                        .count(),
                baseline == null ? null : newAt.size(),
                newAt,
                reasons,
                remarks(findings));
    }

    /** The worst severity first, as people read it in a log. */
    private static Map<String, Integer> count(List<Finding> counting) {
        Map<Severity, Integer> bySeverity = new TreeMap<>(Comparator.reverseOrder());
        counting.forEach(finding -> bySeverity.merge(finding.severity(), 1, Integer::sum));
        Map<String, Integer> counts = new LinkedHashMap<>();
        bySeverity.forEach((severity, count) -> counts.put(severity.name(), count));
        return counts;
    }

    @CheckForNull
    private AcceptedFinding decision(Finding finding) {
        AcceptedRisk risk = covering(finding, false);
        if (risk != null) {
            return new AcceptedFinding(finding, risk.reason(), risk.by(), risk.until());
        }
        return exploitability.stream()
                .filter(statement -> statement.isAbout(finding, target))
                .findFirst()
                .filter(VexStatement::clears)
                .map(statement -> new AcceptedFinding(finding, statement.reason(), statement.author(), null))
                .orElse(null);
    }

    @CheckForNull
    private AcceptedRisk covering(Finding finding, boolean expired) {
        return accepted.stream()
                .filter(risk -> risk.hasExpired(today()) == expired && risk.covers(finding))
                .findFirst()
                .orElse(null);
    }

    private List<String> failing(List<Finding> counting) {
        if (policy.failOn() == null) {
            return List.of();
        }
        List<Finding> failing = counting.stream()
                .filter(finding -> finding.severity().compareTo(policy.failOn()) >= 0)
                .toList();
        List<String> reasons = new ArrayList<>();
        failing.stream()
                .limit(MOST_REASONS)
                .forEach(finding -> reasons.add(Reasons.of(finding, covering(finding, true))));
        if (failing.size() > MOST_REASONS) {
            reasons.add("And %d more findings of severity %s or worse"
                    .formatted(failing.size() - MOST_REASONS, policy.failOn()));
        }
        return reasons;
    }

    private List<String> exceeded(Map<String, Integer> counts) {
        List<String> reasons = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            Integer most = policy.thresholds().get(severity.name());
            int there = counts.getOrDefault(severity.name(), 0);
            if (most != null && there > most) {
                reasons.add(
                        0,
                        "%d %s of severity %s: more than the %d that are allowed"
                                .formatted(there, there == 1 ? "finding" : "findings", severity, most));
            }
        }
        return reasons;
    }

    private List<String> staleDatabases(List<ScannerRun> scanners) {
        List<String> reasons = new ArrayList<>();
        for (ScannerRun scanner : scanners) {
            if (policy.maxAge() != null && scanner.checked().contains(FindingKind.VULNERABILITY)) {
                String stale = Reasons.stale(scanner, policy.maxAge(), now);
                if (stale != null) {
                    reasons.add(stale);
                }
            }
        }
        return reasons;
    }

    private List<String> remarks(List<Finding> findings) {
        List<String> remarks = new ArrayList<>();
        for (AcceptedRisk risk : accepted) {
            if (findings.stream().noneMatch(risk::covers)) {
                remarks.add("The accepted finding %s matches nothing any more".formatted(risk.id()));
            } else if (risk.hasExpired(today())) {
                remarks.add("The accepted finding %s counts again: %s accepted it until %s"
                        .formatted(risk.id(), risk.by(), risk.until()));
            }
        }
        if (policy.newOnly() && baseline == null) {
            remarks.add("There is no earlier scan that passed to compare with, so that everything counts as new; "
                    + "a scan with failOn 'NONE' makes one");
        }
        return remarks;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
