package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deciding over HTTP on deployments that wait: of this job alone, by people with a name, with the status that fits. */
class ApprovalsApiTest {
    private static final Approver LINUS = new Approver("linus", Set.of("ops"));
    private static final String JOB = "team/shop";

    /** Waits for two of ops and release; grace has approved, ada had started it. */
    private final WaitingRun waiting =
            new WaitingRun(Samples.deployment(2, "production", DeploymentStatus.PENDING), Admission.COUNTS);

    private String job = JOB;
    private final RunningDeployments deployments = new RunningDeployments();
    private final ApprovalsApi api = new ApprovalsApi(deployments);

    @BeforeEach
    void oneWaits() {
        deployments.add(() -> job, 2, waiting);
    }

    @Test
    void listsWhatWaitsAndWhetherTheOneWhoAsksMayDecide() throws Exception {
        assertThat(item(LINUS).path("mayDecide").asBoolean()).isTrue();
        assertThat(item(LINUS).has("hindrance")).isFalse();
        assertThat(hindrance(new Approver("ada", Set.of("ops")))).contains("Somebody else");
        assertThat(hindrance(new Approver("grace", Set.of("ops")))).contains("already");
        assertThat(hindrance(new Approver("mallory", Set.of()))).contains("others");
        assertThat(hindrance(null)).contains("others");
        assertThat(item(null).at("/deployment/approval/count").asInt()).isEqualTo(2);
    }

    @Test
    void anotherJobSeesNothingOfIt() throws Exception {
        assertThat(json(api.list("team/other", LINUS)).path("approvals")).isEmpty();
        assertThat(api.decide("team/other", LINUS, order(true)).status()).isEqualTo(404);
        assertThat(waiting.said).isEmpty();
    }

    @Test
    void isFoundUnderTheNameThatTheJobHasNow() throws Exception {
        job = "team/store";

        assertThat(api.decide(JOB, LINUS, order(true)).status()).isEqualTo(404);
        assertThat(api.decide("team/store", LINUS, order(true)).status()).isEqualTo(200);
    }

    @Test
    void handsTheDecisionOver() throws Exception {
        Answer answer = api.decide(JOB, LINUS, order(false));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(waiting.said).containsExactly("linus false: because");
    }

    @ParameterizedTest
    @CsvSource({"NOT_ASKED, 403", "OWN_DEPLOYMENT, 403", "NOT_WAITING, 409", "DECIDED_BEFORE, 409"})
    void saysWhyADecisionDoesNotCount(Admission admission, int status) throws Exception {
        WaitingRun run = new WaitingRun(waiting.record, admission);
        deployments.add(() -> job, 2, run);

        Answer answer = api.decide(JOB, LINUS, order(true));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer).path("error").asText()).isNotBlank();
    }

    @Test
    void nobodyDecidesWithoutAName() throws Exception {
        assertThat(api.decide(JOB, null, order(true)).status()).isEqualTo(403);
        assertThat(waiting.said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"deployment\":\"d2-production\"}",
                "{\"approved\":true}",
                "{\"deployment\":\"d2-production\",\"approved\":\"perhaps\"}"
            })
    void refusesWhatIsNoDecision(String body) throws Exception {
        assertThat(api.decide(JOB, LINUS, body).status()).isEqualTo(400);
        assertThat(waiting.said).isEmpty();
    }

    @Test
    void refusesACommentThatIsTooLong() throws Exception {
        String body = Json.write(Map.of("deployment", "d2-production", "approved", true, "comment", "x".repeat(1001)));
        assertThat(api.decide(JOB, LINUS, body).status()).isEqualTo(400);
    }

    @Test
    void whatIsOverIsGone() throws Exception {
        waiting.outcome.complete(waiting.record);

        assertThat(json(api.list(JOB, LINUS)).path("approvals")).isEmpty();
        assertThat(api.decide(JOB, LINUS, order(true)).status()).isEqualTo(404);
    }

    @Test
    void everyAnswerIsAsOpenApiDescribesIt() throws Exception {
        JsonNode description = json(new DeploymentsApi(InstantSource.system()).get(null, "openapi.json", Map.of()));
        List<String> differences = new ArrayList<>();
        OpenApiCheck check = new OpenApiCheck(description);
        check.compare(
                "/approvals",
                description.at("/paths/~1approvals/get/responses/200/content/application~1json/schema"),
                json(api.list(JOB, null)),
                differences);
        check.compare(
                "/approve",
                description.at("/paths/~1approve/post/responses/200/content/application~1json/schema"),
                json(api.decide(JOB, LINUS, order(true))),
                differences);
        assertThat(differences).isEmpty();
    }

    private JsonNode item(@CheckForNull Approver viewer) throws Exception {
        JsonNode approvals = json(api.list(JOB, viewer)).path("approvals");
        assertThat(approvals).hasSize(1);
        return approvals.get(0);
    }

    private String hindrance(@CheckForNull Approver viewer) throws Exception {
        assertThat(item(viewer).path("mayDecide").asBoolean()).isFalse();
        return item(viewer).path("hindrance").asText();
    }

    private static String order(boolean approved) {
        return Json.write(Map.of("deployment", "d2-production", "approved", approved, "comment", "because"));
    }

    private static JsonNode json(Answer answer) throws Exception {
        return Json.readTree(answer.json());
    }

    /** Answers to each decision what it is told to. */
    private static final class WaitingRun implements DeploymentRun {
        private final Deployment record;
        private final Admission admission;
        private final CompletableFuture<Deployment> outcome = new CompletableFuture<>();
        private final List<String> said = new ArrayList<>();

        WaitingRun(Deployment record, Admission admission) {
            this.record = record;
            this.admission = admission;
        }

        @Override
        public String id() {
            return record.id();
        }

        @Override
        public CompletionStage<Deployment> outcome() {
            return outcome;
        }

        @Override
        public String waitsFor() {
            return "approval";
        }

        @Override
        public Optional<Deployment> awaitsApproval() {
            return Optional.of(record);
        }

        @Override
        public CompletionStage<Admission> decide(Approver person, boolean approved, String comment) {
            said.add("%s %s: %s".formatted(person.id(), approved, comment));
            return CompletableFuture.completedFuture(admission);
        }

        @Override
        public void abort(String reason) {}
    }
}
