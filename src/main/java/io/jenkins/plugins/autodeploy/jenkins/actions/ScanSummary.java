package io.jenkins.plugins.autodeploy.jenkins.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scan in a few lines, for the page of its build. */
public final class ScanSummary {
    private static final int SHOWN_REASONS = 10;

    private final ScanReport report;

    ScanSummary(ScanReport report) {
        this.report = report;
    }

    public String getTarget() {
        return report.target();
    }

    public boolean isPassed() {
        return report.passed();
    }

    /** {@code 2 critical, 5 low}, the worst first; null for a scan that did not pass without a finding, which is not the same as that there is nothing. */
    @CheckForNull
    public String getCounts() {
        if (!hasFindings()) {
            return report.passed() ? Messages.SecurityScanAction_noFindings() : null;
        }
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .filter(severity -> report.counts().getOrDefault(severity.name(), 0) > 0)
                .map(severity -> report.counts().get(severity.name()) + " "
                        + severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** {@code 3 new, 4 with a fix}; null when there is nothing to say. */
    @CheckForNull
    public String getProgress() {
        if (!hasFindings()) {
            return null;
        }
        String fixable = Messages.ScanSummary_fixable(report.fixable());
        return report.newFindings() == null
                ? fixable
                : Messages.ScanSummary_newFindings(report.newFindings()) + ", " + fixable;
    }

    private boolean hasFindings() {
        return report.counts().values().stream().anyMatch(count -> count > 0);
    }

    public String getScanner() {
        return report.scannerVersion() == null || report.scanner().contains(",")
                ? report.scanner()
                : report.scanner() + " " + report.scannerVersion();
    }

    public boolean isVulnerabilitiesChecked() {
        return report.vulnerabilitiesChecked();
    }

    /** How old the vulnerability database was when it was used; null when that is not known. */
    @CheckForNull
    public String getDatabaseAge() {
        Instant made = report.databaseTime();
        if (made == null) {
            return null;
        }
        Duration age = Duration.between(made, report.scannedAt());
        return age.toDays() >= 2
                ? Messages.ScanSummary_databaseDays(age.toDays())
                : Messages.ScanSummary_databaseHours(Math.max(0, age.toHours()));
    }

    public List<String> getFirstReasons() {
        return report.reasons()
                .subList(0, Math.min(SHOWN_REASONS, report.reasons().size()));
    }

    public List<String> getMoreReasons() {
        return report.reasons()
                .subList(
                        Math.min(SHOWN_REASONS, report.reasons().size()),
                        report.reasons().size());
    }
}
