package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.jenkins.security.DeploymentPermissions;
import java.net.URL;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may decide on a deployment that waits, and what becomes of its build. Nothing is at the target, so that whatever touched it would fail otherwise. */
@WithJenkins
class ApprovalJenkinsTest {
    private static final String APPROVALS = "job/shop/deployments/api/approvals";
    private static final String APPROVE = "job/shop/deployments/api/approve";

    private JenkinsRule jenkins;

    @BeforeEach
    void people(JenkinsRule rule) {
        jenkins = rule;
        JenkinsRule.DummySecurityRealm realm = jenkins.createDummySecurityRealm();
        realm.addGroups("linus", "ops");
        jenkins.jenkins.setSecurityRealm(realm);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(DeploymentPermissions.APPROVE)
                .everywhere()
                .to("linus", "mallory"));
    }

    @Test
    void oneOfTheGroupRejectsAndTheBuildIsAborted() throws Exception {
        WorkflowRun run = waiting();

        assertThat(decide("ada", false).getStatusCode())
                .as("without the permission")
                .isEqualTo(403);
        assertThat(decide("mallory", false).getStatusCode())
                .as("not of the group")
                .isEqualTo(403);
        assertThat(approval("mallory").path("mayDecide").asBoolean()).isFalse();
        assertThat(approval("linus").path("mayDecide").asBoolean()).isTrue();
        assertThat(run.isBuilding()).isTrue();
        assertThat(decide("linus", false).getStatusCode()).isEqualTo(200);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("did not begin: Rejected by linus: not today", run);
    }

    @Test
    void anApprovedDeploymentGoesOnToItsTarget() throws Exception {
        WorkflowRun run = waiting();

        assertThat(decide("linus", true).getStatusCode()).isEqualTo(200);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Approved by linus: not today", run);
    }

    private WorkflowRun waiting() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "deployToCluster image: 'shop:1', dockerHost: 'unix:///nowhere.sock', approval: [by: 'ops']", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waits for approval by ops (0 of 1)", run);
        return run;
    }

    private JsonNode approval(String user) throws Exception {
        try (JenkinsRule.WebClient client = client(user)) {
            String answer = client.getPage(new URL(client.getContextPath() + APPROVALS))
                    .getWebResponse()
                    .getContentAsString();
            return Json.readTree(answer).path("approvals").path(0);
        }
    }

    private WebResponse decide(String user, boolean approved) throws Exception {
        String id = approval("linus").at("/deployment/id").asText();
        try (JenkinsRule.WebClient client = client(user)) {
            WebRequest request = new WebRequest(client.createCrumbedUrl(APPROVE), HttpMethod.POST);
            request.setAdditionalHeader("Content-Type", "application/json");
            request.setRequestBody(Json.write(Map.of("deployment", id, "approved", approved, "comment", "not today")));
            return client.getPage(request).getWebResponse();
        }
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }
}
