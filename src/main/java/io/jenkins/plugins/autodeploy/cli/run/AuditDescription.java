package io.jenkins.plugins.autodeploy.cli.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.audit.AuditPage;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** Entries of the audit log in the words of a terminal, one line each. */
public final class AuditDescription {
    private AuditDescription() {}

    public static String of(AuditPage page) {
        String lines = page.entries().stream().map(AuditDescription::line).collect(Collectors.joining("\n"));
        if (page.next() != null) {
            return lines + "\nThere is more: --before " + page.next();
        }
        return lines.isEmpty() ? "Nothing was done" : lines;
    }

    private static String line(AuditEntry entry) {
        String result = entry.result() == null
                ? ""
                : " " + entry.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reason = entry.reason() == null ? "" : ": " + entry.reason();
        return "%s  %s  %s%s  %s in %s, %s to %s  (%s #%d)%s"
                .formatted(
                        entry.time().truncatedTo(ChronoUnit.SECONDS),
                        entry.actor().name(),
                        entry.action() == null ? "?" : entry.action().label(),
                        result,
                        entry.target().workload(),
                        entry.environment(),
                        words(entry.from()),
                        words(entry.to()),
                        entry.job(),
                        entry.run(),
                        reason);
    }

    private static String words(@CheckForNull AuditEntry.Version version) {
        return version == null ? "nothing known" : version.words();
    }
}
