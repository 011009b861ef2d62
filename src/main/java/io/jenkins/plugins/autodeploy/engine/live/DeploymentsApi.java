package io.jenkins.plugins.autodeploy.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.HistoryFilter;
import io.jenkins.plugins.autodeploy.engine.record.HistoryPage;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The REST API of a job's Deployments page without a web server: {@code openapi.json} beside this class describes it. The host checks permissions, crumb and
 * request method, hands path, parameters and body over, and sends the {@link Answer}; it never has to look into either.
 */
public final class DeploymentsApi {
    private static final Logger LOGGER = Logger.getLogger(DeploymentsApi.class.getName());
    private static final Pattern RUN = Pattern.compile("runs/([1-9][0-9]{0,8})(/events|/log)?");
    private static final Pattern SCANS = Pattern.compile("runs/([1-9][0-9]{0,8})/scans(?:/([1-9][0-9]{0,3}))?");
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_RUNS = 100;
    private static final int MOST_DAYS = 365;
    private static final int BAD_GATEWAY = 502;

    private final InstantSource clock;

    public DeploymentsApi(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param path below {@code api/}, without a slash in front
     * @param parameters of the request, decoded
     */
    public Answer get(JobRuns job, String path, Map<String, String> parameters) {
        try {
            Query query = new Query(parameters);
            return switch (path) {
                case "history" -> history(job, query);
                case "environments" ->
                    Answer.ok(Map.of("environments", job.history().environments()));
                case "trends" ->
                    Answer.ok(job.history().trends(clock.instant(), (int) query.number("days", 30, 1, MOST_DAYS)));
                case "openapi.json" -> openApi();
                default -> run(job, path, query);
            };
        } catch (InvalidInputException e) {
            return Answer.problem(400, e.getMessage(), "openapi.json says what may be asked.");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The records of " + job.name() + " could not be read", e);
            return Answer.problem(500, "The records of this job could not be read.", "The server's log says why.");
        }
    }

    /**
     * @param path {@code deploy}, {@code rollback} or {@code rollbackPreview}
     * @param body JSON
     */
    public Answer post(JobActions actions, String path, String body) {
        try {
            return switch (path) {
                case "deploy" ->
                    Answer.accepted(actions.deploy(
                            read(body, JobActions.DeployOrder.class).parameters()));
                case "rollback" ->
                    Answer.accepted(actions.rollback(complete(read(body, JobActions.RollbackOrder.class))));
                case "rollbackPreview" ->
                    Answer.ok(actions.preview(complete(read(body, JobActions.RollbackOrder.class))));
                default -> nothingAt(path);
            };
        } catch (InvalidInputException e) {
            return Answer.problem(400, e.getMessage(), "Nothing was started.");
        } catch (StageFailedException e) {
            return Answer.problem(BAD_GATEWAY, e.getMessage(), e.advice());
        }
    }

    /** What {@code GET parameters} answers to one who may deploy. */
    public Answer parameters(JobActions actions) {
        return Answer.ok(Map.of("parameters", actions.parameters()));
    }

    private record History(String job, List<Integer> running, int page, int size, int total, List<RunSummary> runs) {}

    private static Answer history(JobRuns job, Query query) throws IOException, InvalidInputException {
        int number = (int) query.number("page", 1, 1, Integer.MAX_VALUE);
        int size = (int) query.number("size", 20, 1, MOST_RUNS);
        HistoryFilter filter = new HistoryFilter(query.status("status"), query.text("environment"), query.text("text"));
        HistoryPage page = job.history().page(number, size, filter);
        return Answer.ok(new History(job.name(), job.running(), page.page(), page.size(), page.total(), page.runs()));
    }

    private static Answer run(JobRuns job, String path, Query query) throws IOException, InvalidInputException {
        Matcher matcher = RUN.matcher(path);
        if (!matcher.matches()) {
            return scans(job, path);
        }
        int number = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            Optional<RunSummary> run = job.history().find(number);
            return run.isPresent() ? Answer.ok(run.get()) : noRun(number);
        }
        Optional<EventSource> source = job.events(number);
        if (source.isEmpty()) {
            return noRun(number);
        }
        long after = query.number("after", 0, 0, Long.MAX_VALUE);
        int most = (int) query.number("size", MOST_EVENTS, 1, MOST_EVENTS);
        boolean complete = source.get().isComplete();
        List<Event> events = source.get().after(after, most);
        Position position = position(number, after, complete, events);
        Object body = matcher.group(2).equals("/log") ? log(position, events) : events(position, events);
        return complete && !events.isEmpty() && events.size() == most ? Answer.lasting(body) : Answer.ok(body);
    }

    private static Answer scans(JobRuns job, String path) throws IOException {
        Matcher matcher = SCANS.matcher(path);
        if (!matcher.matches()) {
            return nothingAt(path);
        }
        int number = Integer.parseInt(matcher.group(1));
        Optional<RunSummary> run = job.history().find(number);
        if (run.isEmpty()) {
            return noRun(number);
        }
        List<ScanReport> scans = job.scans(number);
        if (matcher.group(2) == null) {
            return Answer.ok(Map.of("scans", scans));
        }
        int scan = Integer.parseInt(matcher.group(2));
        if (scan > scans.size()) {
            return Answer.problem(
                    404,
                    "Run %d has no scan %d.".formatted(number, scan),
                    "runs/%d/scans lists them.".formatted(number));
        }
        Optional<InputStream> report = job.scanReport(number, scan);
        if (report.isEmpty()) {
            return Answer.reportIsGone();
        }
        try (InputStream json = report.get()) {
            return Answer.ofReport(json, !run.get().isRunning());
        }
    }

    /** Where a reader is after an answer. */
    private record Position(int run, long after, long next, boolean complete) {}

    /** @param complete whether the run is over and these are its last events */
    private record Events(int run, long after, long next, boolean complete, List<Event> events) {}

    private record Log(int run, long after, long next, boolean complete, List<Line> lines) {}

    private record Line(
            long seq, Instant time, @CheckForNull Stage stage, String text) {}

    private static Position position(int run, long after, boolean over, List<Event> events) {
        long next = events.isEmpty() ? after : events.get(events.size() - 1).seq();
        return new Position(run, after, next, over && events.isEmpty());
    }

    private static Events events(Position position, List<Event> events) {
        return new Events(position.run(), position.after(), position.next(), position.complete(), events);
    }

    private static Log log(Position position, List<Event> events) {
        List<Line> lines = events.stream()
                .filter(event -> event.type() == EventType.LOG)
                .map(event -> new Line(event.seq(), event.time(), event.stage(), event.message()))
                .toList();
        return new Log(position.run(), position.after(), position.next(), position.complete(), lines);
    }

    private static Answer openApi() throws IOException {
        try (InputStream in = DeploymentsApi.class.getResourceAsStream("openapi.json")) {
            return new Answer(200, new String(in.readAllBytes(), StandardCharsets.UTF_8), false);
        }
    }

    private static <T> T read(String body, Class<T> type) throws InvalidInputException {
        try {
            T read = Json.read(body, type);
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("body", body, "a JSON object as openapi.json describes it");
        }
        throw new InvalidInputException("body", body, "a JSON object as openapi.json describes it");
    }

    private static JobActions.RollbackOrder complete(JobActions.RollbackOrder order) throws InvalidInputException {
        if (order.environment() == null || order.environment().isBlank()) {
            throw new InvalidInputException(
                    "environment", order.environment(), "the name of an environment of this job");
        }
        if (order.target() == null || order.target().workload() == null) {
            throw new InvalidInputException("target", order.target(), "a target as environments shows it");
        }
        return order;
    }

    private static Answer noRun(int number) {
        return Answer.problem(
                404, "There is no record of run " + number + ".", "history shows the runs that have one.");
    }

    private static Answer nothingAt(String path) {
        return Answer.problem(
                404,
                "There is nothing at '" + path.replaceAll("[^\\w./-]", "\u00b7") + "'.",
                "openapi.json says what there is.");
    }
}
