package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page and its REST API: what they tell, and to whom. */
@WithJenkins
class RestApiJenkinsTest {
    private static final String HISTORY = "job/shop/deployments/api/history";
    private static final String DEPLOY = "job/shop/deployments/api/deploy";
    private static final String ROLLBACK = "job/shop/deployments/api/rollback";

    @Test
    void theHistoryShowsADeploymentThatGoesOn(JenkinsRule jenkins) throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster("slow")));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("deployToCluster image: 'shop:1', cluster: 'slow'", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for the slow cluster", run);

        assertThat(get(jenkins, null, HISTORY).getContentAsString())
                .contains("\"running\":[1]")
                .contains("\"VERIFYING\"");
        assertThat(get(jenkins, null, "job/shop/deployments/api/runs/1/log").getContentAsString())
                .contains("Waiting for the slow cluster");
        assertThat(get(jenkins, null, "job/shop/1/api/json?tree=actions[environment,status]")
                        .getContentAsString())
                .contains("\"environment\":\"dev\"");

        run.getExecutor().interrupt();
        jenkins.waitForCompletion(run);
        assertThat(get(jenkins, null, HISTORY).getContentAsString())
                .contains("\"running\":[]")
                .contains("\"ABORTED\"");
    }

    @Test
    void aJobThatDeploysNothingIsLeftAlone(JenkinsRule jenkins) throws Exception {
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        jenkins.buildAndAssertSuccess(other).delete();

        assertThat(other.getRootDir().toPath().resolve("autodeploy")).doesNotExist();
        assertThat(get(jenkins, null, "job/other/deployments/api/history").getContentAsString())
                .contains("\"total\":0");
    }

    @Test
    void theHistoryIsMadeAnewFromTheBuildsWhereItIsLost(JenkinsRule jenkins) throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster(SlowCluster.QUICK)));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("deployToCluster image: 'shop:1', cluster: 'quick'", true));
        jenkins.buildAndAssertSuccess(job);
        jenkins.buildAndAssertSuccess(job);
        Files.delete(job.getRootDir().toPath().resolve("autodeploy/history.jsonl"));

        assertThat(get(jenkins, null, HISTORY).getContentAsString()).contains("\"total\":2");
    }

    @Test
    void aWrongParameterIsAnsweredWithWhatWouldBeRight(JenkinsRule jenkins) throws Exception {
        jenkins.createProject(WorkflowJob.class, "shop");

        WebResponse answer = get(jenkins, null, HISTORY + "?size=many");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(answer.getContentAsString()).contains("\"error\"").contains("size");
    }

    @Test
    void readingNeedsReadAndActingNeedsItsOwnPermission(JenkinsRule jenkins) throws Exception {
        jenkins.createProject(WorkflowJob.class, "shop");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader", "builder")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder"));

        assertThat(get(jenkins, "nobody", HISTORY).getStatusCode()).isEqualTo(404);
        assertThat(get(jenkins, "reader", HISTORY).getStatusCode()).isEqualTo(200);
        assertThat(get(jenkins, "reader", "job/shop/deployments/").getStatusCode())
                .isEqualTo(200);
        assertThat(post(jenkins, "reader", DEPLOY, "{}").getStatusCode()).isEqualTo(403);
        assertThat(post(jenkins, "builder", ROLLBACK, "{}").getStatusCode()).isEqualTo(403);
        assertThat(get(jenkins, "builder", DEPLOY).getStatusCode()).isEqualTo(404);
    }

    @Test
    void aPostWithoutACrumbIsRefused(JenkinsRule jenkins) throws Exception {
        jenkins.createProject(WorkflowJob.class, "shop");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest request = new WebRequest(new URL(client.getContextPath() + DEPLOY), HttpMethod.POST);
            assertThat(client.getPage(request).getWebResponse().getStatusCode()).isEqualTo(403);
        }
    }

    @Test
    void theFeedRefusesOtherSites(JenkinsRule jenkins) throws Exception {
        jenkins.createProject(WorkflowJob.class, "shop");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest request = new WebRequest(new URL(client.getContextPath() + "job/shop/deployments/feed"));
            request.setAdditionalHeader("Origin", "https://elsewhere.example.com");
            assertThat(client.getPage(request).getWebResponse().getStatusCode()).isEqualTo(403);
        }
    }

    private static WebResponse get(JenkinsRule jenkins, String user, String path) throws Exception {
        try (JenkinsRule.WebClient client = client(jenkins, user)) {
            return client.getPage(new URL(client.getContextPath() + path)).getWebResponse();
        }
    }

    private static WebResponse post(JenkinsRule jenkins, String user, String path, String body) throws Exception {
        try (JenkinsRule.WebClient client = client(jenkins, user)) {
            WebRequest request = new WebRequest(client.createCrumbedUrl(path), HttpMethod.POST);
            request.setAdditionalHeader("Content-Type", "application/json");
            request.setRequestBody(body);
            return client.getPage(request).getWebResponse();
        }
    }

    private static JenkinsRule.WebClient client(JenkinsRule jenkins, String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        return user == null ? client : client.login(user);
    }
}
