package io.jenkins.plugins.autodeploy.engine.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries as a table for spreadsheets (RFC 4180). Spreadsheets run what begins like a formula, so an apostrophe goes before it, which they take for "this is text".
 */
public final class AuditCsv {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n";
    private static final List<String> COLUMNS = List.of(
            "seq",
            "time",
            "user",
            "cause",
            "action",
            "result",
            "environment",
            "kind",
            "cluster",
            "namespace",
            "workload",
            "from",
            "to",
            "job",
            "run",
            "deployment",
            "reason");

    private final Appendable out;

    /** Writes the names of the columns. */
    public AuditCsv(Appendable out) throws IOException {
        this.out = out;
        row(COLUMNS.stream());
    }

    public void write(AuditEntry entry) throws IOException {
        row(Stream.of(
                        entry.seq(),
                        entry.time(),
                        text(entry.actor().user()),
                        text(entry.actor().kind()),
                        entry.action() == null ? "" : entry.action().label(),
                        text(entry.result()),
                        text(entry.environment()),
                        text(entry.target().kind()),
                        text(entry.target().cluster()),
                        text(entry.target().namespace()),
                        text(entry.target().workload()),
                        entry.from() == null ? "" : entry.from().words(),
                        entry.to() == null ? "" : entry.to().words(),
                        text(entry.job()),
                        entry.run(),
                        entry.deployment(),
                        text(entry.reason()))
                .map(String::valueOf));
    }

    private void row(Stream<String> cells) throws IOException {
        out.append(cells.map(AuditCsv::cell).collect(Collectors.joining(",", "", LINE_END)));
    }

    private static String text(@CheckForNull Object value) {
        return Objects.toString(value, "");
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
