package io.jenkins.plugins.autodeploy.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The part of a job's REST API by which people decide on deployments that wait for approval, without a web server: {@code GET approvals} and {@code POST approve}. The host has checked permission, crumb and request
 * method before it calls.
 */
public final class ApprovalsApi {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int ANSWER_SECONDS = 10;

    private final RunningDeployments deployments;

    public ApprovalsApi(RunningDeployments deployments) {
        this.deployments = deployments;
    }

    /**
     * The body of {@code POST approve}.
     *
     * @param deployment its id
     * @param approved whether it may go on; false ends it
     */
    record Order(
            String deployment,
            @CheckForNull Boolean approved,
            @CheckForNull String comment) {}

    /**
     * @param mayDecide whether the decision of the person who asks would count
     * @param hindrance why not, for people; null when it would
     */
    private record Item(
            int run,
            Deployment deployment,
            boolean mayDecide,
            @CheckForNull String hindrance) {}

    /**
     * What waits in a job.
     *
     * @param viewer who asks; null for one who may not decide in this job at all
     */
    public Answer list(String job, @CheckForNull Approver viewer) {
        List<Item> items = deployments.awaitingApproval(job).stream()
                .map(waiting -> item(waiting, viewer))
                .toList();
        return Answer.ok(Map.of("approvals", items));
    }

    /** @param person who decides; null for one without a name */
    public Answer decide(String job, @CheckForNull Approver person, String body) throws InterruptedException {
        Order order = order(body);
        if (order == null) {
            return Answer.problem(
                    BAD_REQUEST,
                    "The body is no decision.",
                    "{\"deployment\": id, \"approved\": true or false, \"comment\": text} is one, with a comment of at most %d characters."
                            .formatted(ApprovalDecision.LONGEST_COMMENT));
        }
        if (person == null) {
            return Answer.problem(FORBIDDEN, "Only people with a name can decide.", "Sign in first.");
        }
        Optional<DeploymentRun> deployment = deployments.find(job, order.deployment());
        if (deployment.isEmpty()) {
            return Answer.problem(
                    NOT_FOUND,
                    "No deployment of this name goes on in this job.",
                    "approvals shows those that wait for approval.");
        }
        return decide(deployment.get(), person, order);
    }

    private static Answer decide(DeploymentRun deployment, Approver person, Order order) throws InterruptedException {
        try {
            Admission admission = deployment
                    .decide(person, order.approved(), order.comment())
                    .toCompletableFuture()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (admission == Admission.COUNTS) {
                return Answer.ok(new JobActions.Started(
                        (order.approved() ? "Approved " : "Rejected ") + deployment.id(), null, null));
            }
            int status =
                    admission == Admission.NOT_ASKED || admission == Admission.OWN_DEPLOYMENT ? FORBIDDEN : CONFLICT;
            return Answer.problem(status, sentence(admission), "approvals shows what waits, and for whom.");
        } catch (ExecutionException | TimeoutException e) {
            return Answer.problem(
                    UNAVAILABLE, "The deployment did not take the decision.", "approvals shows whether it counts.");
        }
    }

    @CheckForNull
    private static Order order(String body) {
        try {
            Order order = Json.read(body, Order.class);
            boolean complete = order != null
                    && order.deployment() != null
                    && order.approved() != null
                    && (order.comment() == null || order.comment().length() <= ApprovalDecision.LONGEST_COMMENT);
            return complete ? order : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Item item(RunningDeployments.Waiting waiting, @CheckForNull Approver viewer) {
        Deployment deployment = waiting.deployment();
        if (viewer == null) {
            return new Item(waiting.run(), deployment, false, sentence(Admission.NOT_ASKED));
        }
        Admission admission =
                Admission.of(deployment.approval(), deployment.trigger().user(), viewer);
        boolean counts = admission == Admission.COUNTS;
        return new Item(waiting.run(), deployment, counts, counts ? null : sentence(admission));
    }

    private static String sentence(Admission admission) {
        return switch (admission) {
            case COUNTS -> "The decision counts.";
            case NOT_WAITING -> "The deployment does not wait for approval any more.";
            case NOT_ASKED -> "The approval of others is asked for.";
            case OWN_DEPLOYMENT -> "Somebody else than the person who started the deployment has to decide.";
            case DECIDED_BEFORE -> "This person has decided already.";
        };
    }
}
