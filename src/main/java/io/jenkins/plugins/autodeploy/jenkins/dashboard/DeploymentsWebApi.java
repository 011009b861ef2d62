package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.live.ApprovalsApi;
import io.jenkins.plugins.autodeploy.engine.live.AuditApi;
import io.jenkins.plugins.autodeploy.engine.live.DeploymentsApi;
import io.jenkins.plugins.autodeploy.engine.live.QueueApi;
import io.jenkins.plugins.autodeploy.jenkins.host.AnswerSender;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildRuns;
import io.jenkins.plugins.autodeploy.jenkins.security.DeploymentPermissions;
import java.io.IOException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * The REST API of a job's deployments, below {@code job/NAME/deployments/api/}. {@code openapi.json} there describes it. Reading needs {@link Item#READ}, {@code POST deploy} needs {@link Item#BUILD},
 * {@code POST rollback} and {@code POST rollbackPreview} need {@link DeploymentPermissions#ROLLBACK}, {@code POST approve} needs {@link DeploymentPermissions#APPROVE}; a POST needs Jenkins' crumb.
 */
public final class DeploymentsWebApi {
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Answer TOO_LONG =
            Answer.problem(413, "The body is too long.", "openapi.json says what is expected.");

    private final Job<?, ?> job;
    private final DeploymentsApi api;
    private final ApprovalsApi approvals;

    DeploymentsWebApi(Job<?, ?> job) {
        this.job = job;
        this.api = new DeploymentsApi(AutoDeployRuntime.get().clock());
        this.approvals = new ApprovalsApi(AutoDeployRuntime.get().running());
    }

    /** {@code GET} of everything that can be read. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        String path = request.getRestOfPath().replaceFirst("^/", "");
        if (!"GET".equals(request.getMethod())) {
            AnswerSender.send(response, Answer.problem(METHOD_NOT_ALLOWED, "Only GET is possible here.", ""));
            return;
        }
        AnswerSender.send(response, api.get(new BuildRuns(job), path, Requests.parameters(request)));
    }

    /** {@code GET parameters}: what a new run can be given. */
    public void doParameters(StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.BUILD);
        AnswerSender.send(response, api.parameters(new BuildActions(job)));
    }

    /** {@code GET approvals}: what waits for approval. */
    public void doApprovals(StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        Approver viewer = job.hasPermission(DeploymentPermissions.APPROVE) ? CurrentApprover.get() : null;
        AnswerSender.send(response, approvals.list(job.getFullName(), viewer));
    }

    /** {@code GET audit}: who did what with the deployments of this job. */
    public void doAudit(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        AuditApi audit = new AuditApi(AutoDeployRuntime.get().audit());
        AnswerSender.send(response, audit.list(job.getFullName(), Requests.parameters(request)));
    }

    /** {@code GET queue}: who works on the job's targets and who waits for them. */
    public void doQueue(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        QueueApi queues = new QueueApi(AutoDeployRuntime.get().locks()::queues);
        QueueApi.VisibleRuns visible = new VisibleBuilds(request.getContextPath());
        AnswerSender.send(response, queues.list(new BuildRuns(job), job.getFullName(), visible));
    }

    /** {@code POST approve}: decides on a deployment that waits. */
    @POST
    public void doApprove(StaplerRequest2 request, StaplerResponse2 response) throws IOException, InterruptedException {
        job.checkPermission(DeploymentPermissions.APPROVE);
        String body = Requests.body(request);
        AnswerSender.send(
                response, body == null ? TOO_LONG : approvals.decide(job.getFullName(), CurrentApprover.get(), body));
    }

    /** {@code POST deploy}: starts a run. */
    @POST
    public void doDeploy(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.BUILD);
        act("deploy", request, response);
    }

    /** {@code POST rollback}: takes an environment back. */
    @POST
    public void doRollback(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(DeploymentPermissions.ROLLBACK);
        act("rollback", request, response);
    }

    /** {@code POST rollbackPreview}: says what that would change. It asks the target, so it is no GET. */
    @POST
    public void doRollbackPreview(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(DeploymentPermissions.ROLLBACK);
        act("rollbackPreview", request, response);
    }

    private void act(String path, StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String body = Requests.body(request);
        AnswerSender.send(response, body == null ? TOO_LONG : api.post(new BuildActions(job), path, body));
    }
}
