package io.jenkins.plugins.autodeploy.cli.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scan in the words of a terminal: the verdict in one line, a table of what counts, why it does not pass, and what should be known. */
public final class ScanDescription {
    private static final int SHOWN_FINDINGS = 30;
    private static final int SHOWN_REASONS = 20;
    private static final List<String> HEADER = List.of("SEVERITY", "FINDING", "PACKAGE", "VERSION", "PLACE");
    /** The widest that each column may be, but for the last one. */
    private static final int[] WIDEST = {10, 30, 36, 36};

    private ScanDescription() {}

    public static String of(ScanReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict(report));
        table(lines, report.counting());
        section(lines, "Why it does not pass", report.reasons());
        section(lines, "To know", report.remarks());
        return String.join("\n", lines);
    }

    private static String verdict(ScanReport report) {
        String counts = Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .filter(severity -> report.counts().getOrDefault(severity.name(), 0) > 0)
                .map(severity -> report.counts().get(severity.name()) + " "
                        + severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        List<String> more = new ArrayList<>();
        if (report.newFindings() != null && !counts.isEmpty()) {
            more.add(report.newFindings() + " new");
        }
        if (report.fixable() > 0) {
            more.add(report.fixable() + " with a fix");
        }
        if (!report.accepted().isEmpty()) {
            more.add(report.accepted().size() + " accepted");
        }
        String verdict = report.target() + (report.passed() ? " passed" : " did not pass");
        if (counts.isEmpty()) {
            // A scanner that failed found nothing, which is not the same as that there is nothing.
            counts = report.passed() ? "no findings" : null;
        }
        return verdict
                + (counts == null ? "" : ": " + counts)
                + (more.isEmpty() ? "" : " (" + String.join(", ", more) + ")");
    }

    private static void table(List<String> lines, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        findings.stream().limit(SHOWN_FINDINGS).map(ScanDescription::row).forEach(rows::add);
        int[] widths = new int[WIDEST.length];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        lines.add("");
        rows.forEach(row -> lines.add(line(row, widths)));
        if (findings.size() > SHOWN_FINDINGS) {
            lines.add("and %d more; --json and the page of `autodeploy serve` have them all"
                    .formatted(findings.size() - SHOWN_FINDINGS));
        }
    }

    private static List<String> row(Finding finding) {
        String named = finding.packageName() == null ? finding.title() : finding.packageName();
        return List.of(
                finding.severity().name(),
                bounded(finding.id(), 1),
                bounded(named, 2),
                bounded(version(finding.installed(), finding.fixed()), 3),
                finding.location() == null ? "-" : finding.location());
    }

    private static String version(@CheckForNull String installed, @CheckForNull String fixed) {
        if (installed == null) {
            return "-";
        }
        return fixed == null ? installed + ", no fix" : installed + " -> " + fixed;
    }

    private static String bounded(String text, int column) {
        return text.length() <= WIDEST[column] ? text : text.substring(0, WIDEST[column] - 1) + "\u2026";
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column));
            line.append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.append(row.get(widths.length)).toString();
    }

    private static void section(List<String> lines, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title + ":");
        sentences.stream().limit(SHOWN_REASONS).forEach(sentence -> lines.add("  " + sentence));
        if (sentences.size() > SHOWN_REASONS) {
            lines.add("  and %d more".formatted(sentences.size() - SHOWN_REASONS));
        }
    }
}
