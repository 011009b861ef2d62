package io.jenkins.plugins.autodeploy.engine.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditAction;
import io.jenkins.plugins.autodeploy.engine.audit.AuditCsv;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.audit.AuditFilter;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.audit.AuditPage;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The part of the REST API that shows the audit log, without a web server. The host has checked that whoever asks may see the job, or all jobs, before it calls. */
public final class AuditApi {
    private static final Logger LOGGER = Logger.getLogger(AuditApi.class.getName());
    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;
    private static final int USUAL_SIZE = 20;
    private static final int MOST_ENTRIES = 200;
    private static final int MOST_ROWS = 100_000;

    private final AuditLog log;

    public AuditApi(AuditLog log) {
        this.log = log;
    }

    /** {@code GET audit} of one job, whatever job the parameters name. */
    public Answer list(String job, Map<String, String> parameters) {
        return answer(() -> page(filter(job, new Query(parameters)), new Query(parameters)));
    }

    /** The same for all jobs, or for the one that a parameter {@code job} names. */
    public Answer list(Map<String, String> parameters) {
        return answer(() -> page(parameters));
    }

    /**
     * The same as a record.
     *
     * @throws InvalidInputException when a parameter cannot be used
     */
    public AuditPage page(Map<String, String> parameters) throws IOException, InvalidInputException {
        Query query = new Query(parameters);
        return page(filter(query.text("job"), query), query);
    }

    /**
     * What {@link #list(Map)} answers on all its pages together, as a table; the newest hundred thousand entries if there are more.
     *
     * @throws InvalidInputException before anything is written
     */
    public void csv(Map<String, String> parameters, Appendable out) throws IOException, InvalidInputException {
        Query query = new Query(parameters);
        AuditFilter filter = filter(query.text("job"), query);
        AuditPage page = log.page(filter, query.text("before"), MOST_ENTRIES);
        AuditCsv csv = new AuditCsv(out);
        for (int rows = 0; ; ) {
            for (AuditEntry entry : page.entries()) {
                csv.write(entry);
            }
            rows += page.entries().size();
            if (page.next() == null || rows >= MOST_ROWS) {
                return;
            }
            page = log.page(filter, page.next(), MOST_ENTRIES);
        }
    }

    /** Reads a page. */
    @FunctionalInterface
    private interface Reading {
        AuditPage read() throws IOException, InvalidInputException;
    }

    private static Answer answer(Reading reading) {
        try {
            return Answer.ok(reading.read());
        } catch (InvalidInputException e) {
            return Answer.problem(BAD_REQUEST, e.getMessage(), "openapi.json says what may be asked.");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The audit log could not be read", e);
            return Answer.problem(FAILED, "The audit log could not be read.", "The server's log says why.");
        }
    }

    private AuditPage page(AuditFilter filter, Query query) throws IOException, InvalidInputException {
        return log.page(filter, query.text("before"), (int) query.number("size", USUAL_SIZE, 1, MOST_ENTRIES));
    }

    private static AuditFilter filter(@CheckForNull String job, Query query) throws InvalidInputException {
        return new AuditFilter(
                query.time("since"),
                query.time("until"),
                job,
                query.text("environment"),
                query.text("workload"),
                query.text("user"),
                action(query.text("action")));
    }

    @CheckForNull
    private static AuditAction action(@CheckForNull String label) throws InvalidInputException {
        if (label == null) {
            return null;
        }
        return AuditAction.of(label)
                .orElseThrow(() -> new InvalidInputException(
                        "action",
                        label,
                        Arrays.stream(AuditAction.values())
                                .map(AuditAction::label)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }
}
