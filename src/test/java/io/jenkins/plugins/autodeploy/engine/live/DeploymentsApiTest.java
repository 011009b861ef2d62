package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventReader;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentsApiTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.START.plus(Duration.ofHours(2)));

    @TempDir
    private Path directory;

    private final DeploymentsApi api = new DeploymentsApi(CLOCK);
    private final Actions actions = new Actions();
    private Job job;

    @BeforeEach
    void twoRuns() throws IOException {
        HistoryIndex history = new HistoryIndex(directory.resolve("history.jsonl"), Stream::empty);
        history.append(Samples.deployed(1, "production").withScan(Samples.scan(true)));
        history.append(Samples.rolledBack(2, "production", "Crash loop"));
        history.append(Samples.running(3).withDeployment(Samples.deployment(3, "staging", DeploymentStatus.DEPLOYING)));
        try (EventLog log = EventLog.open(directory.resolve("events.jsonl"), CLOCK)) {
            log.stage(Stage.BUILD, StageStatus.RUNNING, "Building");
            log.log(Stage.BUILD, "Step 1/2");
            log.emit(EventType.ROLLOUT, Stage.DEPLOY, null, "1 of 2", 50, Map.of("ready", 1));
            log.log(null, "Done");
        }
        job = new Job(history, new EventReader(directory.resolve("events.jsonl")));
    }

    @Test
    void everyAnswerIsAsOpenApiDescribesIt() throws IOException {
        JsonNode description = json(get("openapi.json"));
        Map<String, String> asked = Map.of(
                "/history", "history",
                "/runs/{number}", "runs/1",
                "/runs/{number}/scans", "runs/1/scans",
                "/runs/{number}/scans/{scan}", "runs/1/scans/1",
                "/runs/{number}/events", "runs/2/events",
                "/runs/{number}/log", "runs/2/log",
                "/environments", "environments",
                "/trends", "trends");
        for (Map.Entry<String, String> path : asked.entrySet()) {
            matches(description, "get", path.getKey(), "200", get(path.getValue()));
        }
        matches(description, "get", "/parameters", "200", api.parameters(actions));
        matches(
                description,
                "post",
                "/deploy",
                "202",
                api.post(actions, "deploy", "{\"parameters\":{\"version\":\"2\"}}"));
        matches(description, "get", "/history", "default", get("history", "page", "0"));
    }

    private void matches(JsonNode description, String method, String path, String response, Answer answer)
            throws IOException {
        JsonNode schema = description
                .path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(response)
                .path("content")
                .path("application/json")
                .path("schema");
        List<String> differences = new ArrayList<>();
        new OpenApiCheck(description).compare(path, schema, json(answer), differences);
        assertThat(differences).isEmpty();
    }

    @Test
    void readsEventsAndLogFromAnyPosition() throws IOException {
        JsonNode events = json(get("runs/2/events", "after", "1", "size", "2"));
        assertThat(events.findValuesAsText("seq")).containsExactly("2", "3");
        assertThat(events.path("next").asLong()).isEqualTo(3);
        assertThat(events.path("complete").asBoolean()).isFalse();
        JsonNode end = json(get("runs/2/events", "after", "4"));
        assertThat(end.path("complete").asBoolean()).isTrue();
        JsonNode log = json(get("runs/2/log"));
        assertThat(log.findValuesAsText("text")).containsExactly("Step 1/2", "Done");
        assertThat(log.path("next").asLong()).isEqualTo(4);
    }

    @Test
    void whatCanStillChangeIsNotStored() {
        assertThat(get("history").cacheControl()).isEqualTo("no-store");
        assertThat(get("runs/2/events", "size", "2").cacheControl()).contains("immutable");
        assertThat(get("runs/2/events", "after", "2").cacheControl()).isEqualTo("no-store");
    }

    @Test
    void listsTheScansOfARunAndGivesOneOfThemWhole() throws IOException {
        JsonNode scans = json(get("runs/1/scans")).path("scans");
        assertThat(scans).hasSize(2);
        assertThat(scans.get(0).path("findings")).isEmpty();
        assertThat(scans.get(0).path("counts").path("CRITICAL").asInt()).isEqualTo(1);
        Answer whole = get("runs/1/scans/1");
        assertThat(json(whole).path("findings")).hasSize(3);
        assertThat(whole.cacheControl()).contains("private", "immutable");
    }

    @Test
    void saysThatFindingsAreGoneWithTheArtifacts() throws IOException {
        Answer answer = get("runs/1/scans/2");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(json(answer).path("error").asText()).isEqualTo("The findings are gone with the build's artifacts.");
    }

    @Test
    void tellsTheTrendOfWhatScansFound() throws IOException {
        JsonNode scans = json(get("trends")).path("scans");
        assertThat(scans).hasSize(1);
        assertThat(scans.get(0).path("run").asInt()).isEqualTo(1);
        assertThat(scans.get(0).path("counts").path("HIGH").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "history, page, x, 400, 'page: ''x'' is not valid: expected a whole number from 1 to 2147483647'",
        "history, size, 101, 400, 'size: ''101'' is not valid: expected a whole number from 1 to 100'",
        "history, status, GREEN, 400, 'expected one of PENDING, BUILDING'",
        "trends, days, 0, 400, 'days: ''0'' is not valid'",
        "runs/2/events, after, -1, 400, 'expected a whole number of at least 0'",
        "runs/99, after, 0, 404, There is no record of run 99.",
        "runs/99/events, after, 0, 404, There is no record of run 99.",
        "runs/99/scans, after, 0, 404, There is no record of run 99.",
        "runs/1/scans/3, after, 0, 404, Run 1 has no scan 3.",
        "runs/1/scans/0, after, 0, 404, There is nothing at 'runs/1/scans/0'.",
        "runs/../secret, after, 0, 404, There is nothing at 'runs/../secret'.",
        "nothing, after, 0, 404, There is nothing at 'nothing'."
    })
    void saysWhatIsWrongWithARequest(String path, String name, String value, int status, String error)
            throws IOException {
        Answer answer = get(path, name, value);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer).path("error").asText()).contains(error);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy, '[', body",
        "deploy, 'null', body",
        "rollback, '{}', environment",
        "rollbackPreview, '{}', environment",
        "rollback, '{\"environment\":\"production\"}', target"
    })
    void saysWhatIsWrongWithABody(String path, String body, String parameter) throws IOException {
        Answer answer = api.post(actions, path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).startsWith(parameter + ":");
        assertThat(actions.started).isEmpty();
    }

    @Test
    void handsOrdersToTheHost() {
        String target = Json.write(Samples.PRODUCTION);
        Answer answer = api.post(
                actions,
                "rollback",
                "{\"environment\":\"production\",\"target\":" + target + ",\"to\":\"d1-production\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(actions.started).containsExactly("production to d1-production");
    }

    @Test
    void showsWhatARollbackWouldChange() throws IOException {
        String order = "{\"environment\":\"production\",\"target\":%s,\"to\":\"d1-production\"}"
                .formatted(Json.write(Samples.PRODUCTION));

        Answer answer = api.post(actions, "rollbackPreview", order);

        matches(json(get("openapi.json")), "post", "/rollbackPreview", "200", answer);
        assertThat(json(answer).at("/config/0/keys/added/0").asText()).isEqualTo("A");
        assertThat(actions.started).isEmpty();
    }

    @Test
    void saysThatTheTargetOfAPreviewDoesNotAnswer() throws IOException {
        String order = "{\"environment\":\"production\",\"target\":%s}".formatted(Json.write(Samples.PRODUCTION));

        Answer answer = api.post(actions, "rollbackPreview", order);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(json(answer).path("error").asText()).isEqualTo("The cluster does not answer");
    }

    private Answer get(String path, String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return api.get(job, path, given);
    }

    private static JsonNode json(Answer answer) throws IOException {
        return Json.readTree(answer.json());
    }

    private record Job(HistoryIndex history, EventSource events) implements JobRuns {
        @Override
        public String name() {
            return "shop";
        }

        @Override
        public List<Integer> running() throws IOException {
            return history.running();
        }

        @Override
        public Optional<EventSource> events(int run) {
            return run == 2 ? Optional.of(events) : Optional.empty();
        }

        @Override
        public List<ScanReport> scans(int run) {
            return run == 1
                    ? List.of(ScanSamples.three().brief(), ScanSamples.clean().brief())
                    : List.of();
        }

        @Override
        public Optional<InputStream> scanReport(int run, int scan) {
            return run == 1 && scan == 1
                    ? Optional.of(new ByteArrayInputStream(
                            Json.write(ScanSamples.three()).getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        }

        @Override
        public Registration onChange(Runnable listener) {
            return Registration.NONE;
        }
    }

    private static final class Actions implements JobActions {
        private final List<String> started = new ArrayList<>();

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter("version", "text", "What to deploy", "1", List.of()));
        }

        @Override
        public Started deploy(Map<String, String> values) throws InvalidInputException {
            started.add(values.toString());
            return new Started("Run 4 waits in the queue.", null, "queue/item/1/");
        }

        @Override
        public RollbackPreview preview(RollbackOrder order) throws StageFailedException {
            if (order.to() == null) {
                throw new StageFailedException(Stage.ROLLBACK, "The cluster does not answer", "Try it again");
            }
            RollbackPreview.Version version =
                    new RollbackPreview.Version(3L, order.to(), "web:1", Instant.EPOCH, "c0ffee", true);
            RollbackPreview.Names keys = new RollbackPreview.Names(List.of("A"), List.of(), List.of());
            return new RollbackPreview(
                    "web",
                    version,
                    version,
                    keys,
                    List.of(new RollbackPreview.ConfigChange(
                            "Secret web", RollbackPreview.ConfigChange.Kind.RESTORED, keys)),
                    1,
                    2,
                    List.of("would change all else"),
                    List.of(version));
        }

        @Override
        public Started rollback(RollbackOrder order) {
            started.add(order.environment() + " to " + order.to());
            return new Started("Rolling back.", 4, null);
        }
    }
}
