package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueues;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is shown to work on a job's targets and to wait for them. */
class QueueApiTest {
    private static final Target OTHERS = new Target(Target.DOCKER, "unix:///run/docker.sock", "", "web");

    @TempDir
    Path directory;

    private final JobRuns job = mock();
    private TargetQueues queues = TargetQueues.NONE;
    private final QueueApi api = new QueueApi(() -> queues);

    /** This job's, and those of no other. */
    private final QueueApi.VisibleRuns own = (name, run) -> name.equals("shop")
            ? Optional.of(new QueueApi.RunLabel("Shop #" + run, "/job/shop/" + run + "/"))
            : Optional.empty();

    @BeforeEach
    void deployed() throws Exception {
        HistoryIndex history = new HistoryIndex(directory.resolve("history.jsonl"), Stream::empty);
        when(job.history()).thenReturn(history);
    }

    @Test
    void showsTheHolderSinceWhenAndThoseWhoWaitWithTheirPlaces() throws Exception {
        queues = queues.enter(Samples.PRODUCTION, place("a", "shop", 12))
                .grantedAt(Samples.START.plusSeconds(5))
                .enter(Samples.PRODUCTION, place("b", "shop", 13))
                .enter(Samples.PRODUCTION, place("c", "secret/job", 2));

        JsonNode queue = asked().path(0);

        assertThat(queue.at("/target/workload").asText()).isEqualTo("web");
        assertThat(queue.at("/holder").toString())
                .isEqualTo(
                        "{\"deployment\":\"a\",\"run\":\"Shop #12\",\"url\":\"/job/shop/12/\",\"since\":\"2026-03-02T08:00:05Z\"}");
        assertThat(queue.at("/waiting/0").toString())
                .isEqualTo(
                        "{\"deployment\":\"b\",\"run\":\"Shop #13\",\"url\":\"/job/shop/13/\",\"since\":\"2026-03-02T08:00:00Z\",\"place\":1}");
        assertThat(queue.at("/waiting/1").toString())
                .as("of a job that the viewer may not see")
                .isEqualTo("{\"deployment\":\"c\",\"since\":\"2026-03-02T08:00:00Z\",\"place\":2}");
    }

    @Test
    void showsQueuesOfTheJobsTargetsAlone() throws Exception {
        queues = queues.enter(Samples.PRODUCTION, place("a", "other", 12)).enter(OTHERS, place("b", "other", 13));
        assertThat(asked()).isEmpty();

        job.history()
                .append(Samples.running(1)
                        .withDeployment(Samples.deployment(1, "production", DeploymentStatus.SUCCEEDED)));

        assertThat(asked()).hasSize(1);
        assertThat(asked().at("/0/holder/deployment").asText()).isEqualTo("a");
    }

    @Test
    void isDescribed() throws Exception {
        queues = queues.enter(Samples.PRODUCTION, place("a", "shop", 12))
                .enter(Samples.PRODUCTION, place("b", "other", 13));
        JsonNode description;
        try (InputStream in = QueueApi.class.getResourceAsStream("openapi.json")) {
            description = Json.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonNode schema = description.at("/paths/~1queue/get/responses/200/content/application~1json/schema");
        List<String> differences = new ArrayList<>();

        new OpenApiCheck(description).compare("queue", schema, Json.readTree(answer().json()), differences);

        assertThat(schema.isMissingNode()).isFalse();
        assertThat(differences).isEmpty();
    }

    private JsonNode asked() throws Exception {
        assertThat(answer().status()).isEqualTo(200);
        return Json.readTree(answer().json()).path("queues");
    }

    private Answer answer() {
        return api.list(job, "shop", own);
    }

    private static Place place(String deployment, String job, int run) {
        return new Place(deployment, job, run, Samples.START, null);
    }
}
