package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.config.SlackChannel;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who did what, and who may see it. */
@WithJenkins
class AuditJenkinsTest {
    private static final String OF_THE_JOB = "job/shop/deployments/api/audit";
    private static final String OF_ALL = "manage/deployments-audit/";

    private JenkinsRule jenkins;

    @BeforeEach
    void people(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("root"));
    }

    @Test
    void aDeploymentIsEnteredOnceAndShownToThoseWhoMaySeeIt() throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster(SlowCluster.QUICK)));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("deployToCluster image: 'shop:1', cluster: 'quick'", true));
        jenkins.buildAndAssertSuccess(job);

        assertThat(get("ada", OF_THE_JOB).getContentAsString()).containsOnlyOnce("\"SUCCEEDED\"");
        assertThat(get("ada", OF_ALL + "audit").getStatusCode()).isEqualTo(403);
        assertThat(get("ada", OF_ALL + "csv").getStatusCode()).isEqualTo(403);
        assertThat(get("ada", OF_ALL).getStatusCode()).isEqualTo(403);
        assertThat(get("root", OF_ALL + "audit?job=shop").getContentAsString()).contains("\"deployment\"");
        assertThat(get("root", OF_ALL + "csv").getContentAsString()).startsWith("\"seq\",\"time\"");
        assertThat(get("root", OF_ALL).getContentAsString()).contains("autodeploy-audit");
    }

    @Test
    void aChannelThatIsNotConfiguredIsRefusedBeforeAnythingRuns() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("deployToCluster image: 'shop:1', notify: ['nobody']", true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("notify: 'nobody' is not valid", run);
    }

    @Test
    void aChannelWithoutItsCredentialsCostsOneLine() throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster(SlowCluster.QUICK)));
        AutoDeployConfiguration.get().setChannels(List.of(new SlackChannel("team-a")));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("deployToCluster image: 'shop:1', cluster: 'quick'", true));

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("team-a is not told of this deployment: urlCredentialsId", run);
    }

    private WebResponse get(String user, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.getOptions().setJavaScriptEnabled(false);
            return client.login(user).getPage(client.getContextPath() + path).getWebResponse();
        }
    }
}
